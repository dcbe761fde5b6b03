package io.sightglass.contract.protovalidate;

import build.buf.protovalidate.Config;
import build.buf.protovalidate.Validator;
import build.buf.protovalidate.ValidatorFactory;
import build.buf.protovalidate.exceptions.ValidationException;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.ExtensionRegistry;
import com.google.protobuf.Message;
import com.google.protobuf.TypeRegistry;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.regex.Pattern;

/// The library protovalidate-java, which only this class knows: so it is loaded when the first
/// schema has options for it, which takes more than a second. See docs/decisions/0014.
final class ValidateLibrary {
    /// What the compiler of expressions says, with the place.
    private static final Pattern PLACED = Pattern.compile("ERROR: [^:]*:1:([0-9]+): (.*)");

    private final Validator validator;

    private ValidateLibrary(Validator validator) {
        this.validator = validator;
    }

    /// A rule that the library does not take; the message says why.
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String why) {
            super(why);
        }
    }

    /// A validator of messages of these types. Safe for several threads.
    ///
    /// @throws Refused where a rule of any of them does not compile
    static ValidateLibrary of(List<Descriptor> types, ExtensionRegistry extensions) throws Refused {
        var config =
                Config.newBuilder()
                        .setExtensionRegistry(extensions)
                        .setTypeRegistry(TypeRegistry.newBuilder().add(types).build())
                        .setEnableNativeRules(true)
                        .build();
        try {
            return new ValidateLibrary(
                    ValidatorFactory.newBuilder()
                            .withConfig(config)
                            .buildWithDescriptors(types, false));
        } catch (ValidationException | RuntimeException e) {
            throw new Refused(words(e));
        }
    }

    /// What is wrong with a message: `buf.validate.Violations`.
    ///
    /// @throws Refused where a rule cannot be evaluated on it
    Message violations(Message message) throws Refused {
        try {
            return validator.validate(message).toProto();
        } catch (ValidationException | RuntimeException e) {
            throw new Refused(words(e));
        }
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
