package io.sightglass.compat.protobuf;

import com.google.protobuf.DescriptorProtos.MethodOptions;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;

import java.util.List;

/// buf's rules for services and their methods.
final class BufServiceRules {
    private static final List<ChangeType> CHANGED = List.of(ChangeType.RPC_CHANGED);

    static final List<BufRule> ALL =
            List.of(
                    BufRule.files(
                            "SERVICE_NO_DELETE",
                            "Services stay in their files.",
                            BufCategory.FILES,
                            List.of(ChangeType.SERVICE_REMOVED),
                            BufServiceRules::noDelete),
                    BufRule.services(
                            "RPC_NO_DELETE",
                            "Methods stay in their services.",
                            BufCategory.CODE,
                            List.of(ChangeType.RPC_REMOVED),
                            BufServiceRules::methodNoDelete),
                    BufRule.methods(
                            "RPC_SAME_REQUEST_TYPE",
                            "A method takes what it took before.",
                            BufCategory.ALL,
                            CHANGED,
                            BufServiceRules::sameRequestType),
                    BufRule.methods(
                            "RPC_SAME_RESPONSE_TYPE",
                            "A method answers what it answered before.",
                            BufCategory.ALL,
                            CHANGED,
                            BufServiceRules::sameResponseType),
                    BufRule.methods(
                            "RPC_SAME_CLIENT_STREAMING",
                            "A method's requests stay one, or a stream.",
                            BufCategory.ALL,
                            CHANGED,
                            BufServiceRules::sameClientStreaming),
                    BufRule.methods(
                            "RPC_SAME_SERVER_STREAMING",
                            "A method's answers stay one, or a stream.",
                            BufCategory.ALL,
                            CHANGED,
                            BufServiceRules::sameServerStreaming),
                    BufRule.methods(
                            "RPC_SAME_IDEMPOTENCY_LEVEL",
                            "A method keeps its option idempotency_level.",
                            BufCategory.ALL,
                            List.of(ChangeType.OPTION_CHANGED),
                            BufServiceRules::sameIdempotencyLevel));

    private BufServiceRules() {}

    private static void noDelete(FileDescriptor before, FileDescriptor after, BufReport report) {
        for (var service : before.getServices()) {
            if (after.findServiceByName(service.getName()) == null) {
                report.at(
                        before,
                        after,
                        null,
                        service,
                        "Service " + service.getName() + " is gone from the file.");
            }
        }
    }

    private static void methodNoDelete(
            ServiceDescriptor before, ServiceDescriptor after, BufReport report) {
        for (var method : before.getMethods()) {
            if (after.findMethodByName(method.getName()) == null) {
                report.at(
                        before,
                        after,
                        report.place(after),
                        method,
                        "Method "
                                + method.getName()
                                + " is gone from service "
                                + after.getName()
                                + ".");
            }
        }
    }

    private static void sameRequestType(
            MethodDescriptor before, MethodDescriptor after, BufReport report) {
        var was = before.getInputType().getFullName();
        var is = after.getInputType().getFullName();
        if (!was.equals(is)) {
            report.at(
                    before,
                    after,
                    report.part(after, Places.METHOD_INPUT),
                    after,
                    named(after) + " takes " + is + " instead of " + was + ".");
        }
    }

    private static void sameResponseType(
            MethodDescriptor before, MethodDescriptor after, BufReport report) {
        var was = before.getOutputType().getFullName();
        var is = after.getOutputType().getFullName();
        if (!was.equals(is)) {
            report.at(
                    before,
                    after,
                    report.part(after, Places.METHOD_OUTPUT),
                    after,
                    named(after) + " answers " + is + " instead of " + was + ".");
        }
    }

    private static void sameClientStreaming(
            MethodDescriptor before, MethodDescriptor after, BufReport report) {
        if (before.isClientStreaming() != after.isClientStreaming()) {
            report.at(
                    before,
                    after,
                    named(after)
                            + (after.isClientStreaming()
                                    ? " takes a stream instead of one request."
                                    : " takes one request instead of a stream."));
        }
    }

    private static void sameServerStreaming(
            MethodDescriptor before, MethodDescriptor after, BufReport report) {
        if (before.isServerStreaming() != after.isServerStreaming()) {
            report.at(
                    before,
                    after,
                    named(after)
                            + (after.isServerStreaming()
                                    ? " answers with a stream instead of once."
                                    : " answers once instead of with a stream."));
        }
    }

    private static void sameIdempotencyLevel(
            MethodDescriptor before, MethodDescriptor after, BufReport report) {
        var was = before.toProto().getOptions().getIdempotencyLevel();
        var is = after.toProto().getOptions().getIdempotencyLevel();
        if (was != is) {
            report.option(
                    before,
                    after,
                    report.part(
                            after,
                            Places.METHOD_OPTIONS,
                            MethodOptions.IDEMPOTENCY_LEVEL_FIELD_NUMBER),
                    List.of("idempotency_level"),
                    named(after) + " is " + is + " instead of " + was + ".");
        }
    }

    private static String named(MethodDescriptor method) {
        return "Method " + method.getName() + " of service " + method.getService().getName();
    }
}
