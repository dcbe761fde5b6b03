package io.sightglass.compat.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// One of buf's breaking rules.
///
/// @param purpose what it holds up, in a sentence
/// @param categories the categories that it belongs to
/// @param tells the types of changes that it is another word for
record BufRule(
        String id,
        String purpose,
        Set<BufCategory> categories,
        List<ChangeType> tells,
        Check check) {

    /// Every rule, with its purpose, in the order of the lists.
    static final List<BufRule> ALL =
            Stream.of(
                            BufFileRules.ALL,
                            BufMessageRules.ALL,
                            BufFieldRules.ALL,
                            BufEnumRules.ALL,
                            BufServiceRules.ALL,
                            BufPackageRules.ALL)
                    .flatMap(List::stream)
                    .toList();

    /// Looks at both modules.
    interface Check {
        void run(ModulePair pair, BufReport report);
    }

    /// Looks at two things that go by the same name or number.
    interface PairCheck<T> {
        void run(T before, T after, BufReport report);
    }

    static BufRule files(
            String id,
            String purpose,
            Set<BufCategory> categories,
            List<ChangeType> tells,
            PairCheck<FileDescriptor> check) {
        return new BufRule(
                id,
                purpose,
                categories,
                tells,
                (pair, report) -> pair.files((was, is) -> check.run(was, is, report)));
    }

    static BufRule messages(
            String id,
            String purpose,
            Set<BufCategory> categories,
            List<ChangeType> tells,
            PairCheck<Descriptor> check) {
        return new BufRule(
                id,
                purpose,
                categories,
                tells,
                (pair, report) -> pair.messages((was, is) -> check.run(was, is, report)));
    }

    static BufRule fields(
            String id,
            String purpose,
            Set<BufCategory> categories,
            List<ChangeType> tells,
            PairCheck<FieldDescriptor> check) {
        return new BufRule(
                id,
                purpose,
                categories,
                tells,
                (pair, report) -> pair.fields((was, is) -> check.run(was, is, report)));
    }

    static BufRule enums(
            String id,
            String purpose,
            Set<BufCategory> categories,
            List<ChangeType> tells,
            PairCheck<EnumDescriptor> check) {
        return new BufRule(
                id,
                purpose,
                categories,
                tells,
                (pair, report) -> pair.enums((was, is) -> check.run(was, is, report)));
    }

    static BufRule services(
            String id,
            String purpose,
            Set<BufCategory> categories,
            List<ChangeType> tells,
            PairCheck<ServiceDescriptor> check) {
        return new BufRule(
                id,
                purpose,
                categories,
                tells,
                (pair, report) -> pair.services((was, is) -> check.run(was, is, report)));
    }

    static BufRule methods(
            String id,
            String purpose,
            Set<BufCategory> categories,
            List<ChangeType> tells,
            PairCheck<MethodDescriptor> check) {
        return new BufRule(
                id,
                purpose,
                categories,
                tells,
                (pair, report) -> pair.methods((was, is) -> check.run(was, is, report)));
    }
}
