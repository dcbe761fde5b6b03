package io.sightglass.decode.protobuf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.DescriptorProtos.FeatureSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.TypeRegistry;

import io.sightglass.decode.Cases;
import io.sightglass.decode.Mutations;
import io.sightglass.decode.Walker;
import io.sightglass.decode.Walks;
import io.sightglass.model.FindingKind;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.atomic.AtomicInteger;

class ProtobufOracleTest {
    private static final ProtobufOracle ORACLE =
            new ProtobufOracle(TypeRegistry.getEmptyTypeRegistry());

    /// The value is the library's, also as its JSON printer has it; the tree covers every byte; and
    /// what is encoded from the tree is the payload.
    @Test
    void readsWhatTheLibraryReads() {
        Cases.each(
                Cases.count(),
                random -> {
                    var generator = new RandomProtobuf(random);
                    var type = generator.type();
                    var walker = ProtobufPlan.of(type).newWalker();
                    for (int k = 0; k < 2; k++) {
                        var bytes = generator.value(type, 0).toByteArray();
                        var message = DynamicMessage.parseFrom(type, bytes, generator.registry());
                        var walked = Walks.walk(walker, bytes);
                        var findings = ProtobufOracle.withoutKeysAgain(walked.findings());
                        for (var finding : findings) {
                            assertEquals(FindingKind.UNKNOWN_FIELD, finding.kind());
                        }
                        assertEquals(ProtobufOracle.unknowns(message), findings.size());
                        assertEquals(ORACLE.value(message), walked.value());
                        if (!generator.isExtended()) {
                            assertEquals(
                                    ORACLE.printed(message),
                                    ProtobufOracle.numbers(walked.value()));
                        }
                        Walks.covered(walked.root(), 0, bytes.length);
                        Walks.json(walked);
                        if (generator.isWhole()) {
                            assertArrayEquals(
                                    bytes,
                                    ProtobufFromTree.encode(
                                            generator::extensions, type, walked.root(), bytes));
                        }
                    }
                });
    }

    /// A list may be written packed or not, whatever its declaration says.
    @Test
    void readsListsPackedOrNot() {
        Cases.each(
                Cases.count(),
                random -> {
                    var generator = new RandomProtobuf(random);
                    var type = generator.type();
                    if (generator.isExtended()) {
                        return; // its extensions are of this type, not of the other
                    }
                    var other = otherwisePacked(type);
                    var walker = ProtobufPlan.of(type).newWalker();
                    var bytes = generator.value(other, 1).toByteArray();
                    var walked = Walks.walk(walker, bytes);
                    assertEquals(
                            ORACLE.value(DynamicMessage.parseFrom(type, bytes)), walked.value());
                    Walks.covered(walked.root(), 0, bytes.length);
                });
    }

    private static Descriptor otherwisePacked(Descriptor type)
            throws DescriptorValidationException {
        var file = type.getFile().toProto().toBuilder();
        for (var message : file.getMessageTypeBuilderList()) {
            for (var field : message.getFieldBuilderList()) {
                var declared =
                        type.getFile()
                                .findMessageTypeByName(message.getName())
                                .findFieldByNumber(field.getNumber());
                if (!declared.isPackable()) {
                    continue;
                }
                if (file.getSyntax().equals("editions")) {
                    field.getOptionsBuilder()
                            .getFeaturesBuilder()
                            .setRepeatedFieldEncoding(
                                    declared.isPacked()
                                            ? FeatureSet.RepeatedFieldEncoding.EXPANDED
                                            : FeatureSet.RepeatedFieldEncoding.PACKED);
                } else {
                    field.getOptionsBuilder().setPacked(!declared.isPacked());
                }
            }
        }
        return FileDescriptor.buildFrom(file.build(), new FileDescriptor[0])
                .findMessageTypeByName(type.getName());
    }

    /// Protobuf promises that two messages' bytes, one behind the other, are the merged message:
    /// lists are joined, messages merged, the last scalar counts, and of a oneof the last member.
    @Test
    void mergesWhatStandsTwice() {
        Cases.each(
                Cases.count(),
                random -> {
                    var generator = new RandomProtobuf(random);
                    var type = generator.type();
                    var walker = ProtobufPlan.of(type).newWalker();
                    var both = new ByteArrayOutputStream();
                    both.writeBytes(generator.value(type, 2).toByteArray());
                    both.writeBytes(generator.value(type, 2).toByteArray());
                    var walked = Walks.walk(walker, both.toByteArray());
                    for (var finding : walked.findings()) {
                        // Half of a message may lack what the other half has.
                        boolean harmless =
                                finding.rule().equals("protobuf.required")
                                        || finding.kind() == FindingKind.NOTICE
                                        || finding.kind() == FindingKind.UNKNOWN_FIELD;
                        assertEquals(true, harmless, finding::toString);
                    }
                    var message =
                            DynamicMessage.parseFrom(
                                    type, both.toByteArray(), generator.registry());
                    assertEquals(ORACLE.value(message), walked.value());
                    Walks.covered(walked.root(), 0, both.size());
                });
    }

    @Test
    void survivesAnything() {
        var mutations = new Mutations("Protobuf");
        Cases.each(
                Cases.mutations() / 100,
                random -> {
                    var generator = new RandomProtobuf(random);
                    var type = generator.type();
                    var walker = ProtobufPlan.of(type).newWalker();
                    var raw = new RawProtobuf();
                    var good = generator.value(type, 0).toByteArray();
                    for (int k = 0; k < 100; k++) {
                        mutations.walk(k % 3 == 2 ? raw : walker, good, random);
                    }
                });
        mutations.report();
    }

    /// Whatever the library can read of damaged bytes, the walk reads alike. What the library files
    /// under unknown fields although its type is known (a wrong wire type, a closed enum's unknown
    /// number) is compared no further.
    @Test
    void agreesOnChangedBytes() {
        var compared = new AtomicInteger();
        Cases.each(
                Cases.count(),
                random -> {
                    var generator = new RandomProtobuf(random);
                    var type = generator.type();
                    var walker = ProtobufPlan.of(type).newWalker();
                    var good = generator.value(type, 0).toByteArray();
                    for (int k = 0; k < 12; k++) {
                        agrees(generator, type, walker, Walks.mutated(good, random), compared);
                    }
                });
        assertEquals(true, compared.get() > Cases.count(), "compared only " + compared);
    }

    private static void agrees(
            RandomProtobuf generator,
            Descriptor type,
            Walker walker,
            byte[] bytes,
            AtomicInteger compared) {
        var walked = Walks.walk(walker, bytes);
        boolean clean =
                walked.findings().stream()
                        .allMatch(f ->
                                f.kind() == FindingKind.NOTICE
                                        || f.kind() == FindingKind.UNKNOWN_FIELD);
        DynamicMessage message;
        try {
            message = DynamicMessage.parseFrom(type, bytes, generator.registry());
        } catch (InvalidProtocolBufferException e) {
            assertEquals(false, clean, "the library says: " + e.getMessage());
            return;
        }
        if (clean) {
            assertEquals(
                    ProtobufOracle.withoutEmpty(ORACLE.value(message)),
                    ProtobufOracle.withoutEmpty(walked.value()));
            compared.incrementAndGet();
        }
    }
}
