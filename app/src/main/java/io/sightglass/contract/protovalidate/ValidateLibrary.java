package io.sightglass.contract.protovalidate;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.ExtensionRegistry;
import com.google.protobuf.Message;
import com.google.protobuf.TypeRegistry;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.regex.Pattern;

/// The library protovalidate-java, reached by the names of its methods: nothing else here is
/// compiled against it, and it is loaded when the first schema has options for it (which takes more
/// than a second). See docs/decisions/0014.
final class ValidateLibrary {
    /// What the compiler of expressions says, with the place.
    private static final Pattern PLACED = Pattern.compile("ERROR: [^:]*:1:([0-9]+): (.*)");

    private static final String PACKAGE = "build.buf.protovalidate.";

    private final Object validator;
    private final Method validate;
    private final Method toProto;

    private ValidateLibrary(Object validator, Method validate, Method toProto) {
        this.validator = validator;
        this.validate = validate;
        this.toProto = toProto;
    }

    /// A rule that the library does not take; the message says why.
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String why) {
            super(why);
        }
    }

    static boolean isThere() {
        try {
            Class.forName(PACKAGE + "Validator");
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /// A validator of messages of these types. Safe for several threads.
    ///
    /// @throws Refused where a rule of any of them does not compile, or the library is not there
    static ValidateLibrary of(List<Descriptor> types, ExtensionRegistry extensions) throws Refused {
        try {
            var builder = call(Class.forName(PACKAGE + "Config"), null, "newBuilder");
            call(builder, "setExtensionRegistry", ExtensionRegistry.class, extensions);
            var known = TypeRegistry.newBuilder().add(types).build();
            call(builder, "setTypeRegistry", TypeRegistry.class, known);
            call(builder, "setEnableNativeRules", boolean.class, true);
            var config = call(builder.getClass(), builder, "build");
            var factory = call(Class.forName(PACKAGE + "ValidatorFactory"), null, "newBuilder");
            factory = call(factory, "withConfig", config.getClass(), config);
            var validator =
                    factory.getClass()
                            .getMethod("buildWithDescriptors", List.class, boolean.class)
                            .invoke(factory, types, false);
            var validate =
                    Class.forName(PACKAGE + "Validator").getMethod("validate", Message.class);
            return new ValidateLibrary(
                    validator, validate, validate.getReturnType().getMethod("toProto"));
        } catch (InvocationTargetException e) {
            throw new Refused(words(e.getCause()));
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new Refused("the library protovalidate is not on the class path");
        }
    }

    /// What is wrong with a message: `buf.validate.Violations`.
    ///
    /// @throws Refused where a rule cannot be evaluated on it
    Message violations(Message message) throws Refused {
        try {
            return (Message) toProto.invoke(validate.invoke(validator, message));
        } catch (InvocationTargetException e) {
            throw new Refused(words(e.getCause()));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("the library's methods are public", e);
        }
    }

    private static Object call(Class<?> type, @Nullable Object target, String name)
            throws ReflectiveOperationException {
        return type.getMethod(name).invoke(target);
    }

    private static Object call(Object target, String name, Class<?> type, Object argument)
            throws ReflectiveOperationException {
        return target.getClass().getMethod(name, type).invoke(target, argument);
    }

    /// The innermost reason.
    private static String words(@Nullable Throwable fault) {
        var at = fault;
        while (at != null && at.getCause() != null) {
            at = at.getCause();
        }
        var message = at == null ? null : at.getMessage();
        if (message == null || message.isBlank()) {
            return "it does not fit its values";
        }
        var placed = PLACED.matcher(message);
        if (placed.find()) {
            return "at character " + placed.group(1) + ", " + placed.group(2).strip();
        }
        var line = message.lines().findFirst().orElse("");
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }
}
