package io.sightglass.compat.protobuf;

import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;

/// Rules for services and their methods. They change nothing for records; who calls them is told.
final class ServiceRules {
    private final Holding holding;
    private final DeclarationRules declarations;

    ServiceRules(Holding holding) {
        this.holding = holding;
        this.declarations = new DeclarationRules(holding);
    }

    void compare() {
        var before = Aligned.by(holding.original().getServices(), ServiceDescriptor::getName);
        var after = Aligned.by(holding.update().getServices(), ServiceDescriptor::getName);
        for (var name : Aligned.keys(before.keySet(), after.keySet())) {
            var was = before.get(name);
            var is = after.get(name);
            var path = "#/" + name;
            if (was == null && is != null) {
                serviceAdded(path, is);
            } else if (was != null && is == null) {
                serviceRemoved(path, was);
            } else if (was != null && is != null) {
                declarations.compare(path, "service ", name, was, is);
                methods(path, was, is);
            }
        }
    }

    private void methods(String path, ServiceDescriptor original, ServiceDescriptor update) {
        var before = Aligned.by(original.getMethods(), MethodDescriptor::getName);
        var after = Aligned.by(update.getMethods(), MethodDescriptor::getName);
        for (var name : Aligned.keys(before.keySet(), after.keySet())) {
            var was = before.get(name);
            var is = after.get(name);
            var address = path + "/" + name;
            if (was == null && is != null) {
                methodAdded(address, is);
            } else if (was != null && is == null) {
                methodRemoved(address, was);
            } else if (was != null && is != null) {
                methodChanged(address, was, is);
                declarations.compare(address, "method ", name, was, is);
            }
        }
    }

    private void serviceAdded(String path, ServiceDescriptor update) {
        holding.add(
                ChangeType.SERVICE_ADDED,
                path,
                null,
                update,
                Words.say("Service ", update.getName(), " is new."));
    }

    private void serviceRemoved(String path, ServiceDescriptor original) {
        holding.add(
                ChangeType.SERVICE_REMOVED,
                path,
                original,
                null,
                Words.say(
                        "Service ",
                        original.getName(),
                        " is gone; its callers get no answer. Records are read as before."));
    }

    private void methodAdded(String path, MethodDescriptor update) {
        holding.add(
                ChangeType.RPC_ADDED,
                path,
                null,
                update,
                Words.say("Method ", called(update), " is new."));
    }

    private void methodRemoved(String path, MethodDescriptor original) {
        holding.add(
                ChangeType.RPC_REMOVED,
                path,
                original,
                null,
                Words.say(
                        "Method ",
                        called(original),
                        " is gone; its callers get no answer. Records are read as before."));
    }

    private void methodChanged(String path, MethodDescriptor original, MethodDescriptor update) {
        var was = signature(original);
        var is = signature(update);
        if (!was.equals(is)) {
            holding.add(
                    ChangeType.RPC_CHANGED,
                    path,
                    original,
                    update,
                    Words.say(
                            "Method ",
                            called(update),
                            " is ",
                            is,
                            " instead of ",
                            was,
                            "; callers that were built before misunderstand it. Records are read as"
                                    + " before."));
        }
    }

    private static String called(MethodDescriptor method) {
        return method.getService().getName() + "." + method.getName();
    }

    private static String signature(MethodDescriptor method) {
        return "("
                + (method.isClientStreaming() ? "stream " : "")
                + method.getInputType().getFullName()
                + ") returns ("
                + (method.isServerStreaming() ? "stream " : "")
                + method.getOutputType().getFullName()
                + ")";
    }
}
