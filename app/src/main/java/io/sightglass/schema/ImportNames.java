package io.sightglass.schema;

import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// Names under which .proto files import each other. They come from outside, and files are written
/// under them, so each must be a plain relative path.
final class ImportNames {
    private static final int LONGEST = 200;

    private ImportNames() {}

    /// What is wrong with a name, if anything.
    static Optional<Sentence> fault(String name) {
        var fault = faultOf(name);
        return fault == null
                ? Optional.empty()
                : Optional.of(Sentence.of("is refused as the name of an import: " + fault + "."));
    }

    private static @Nullable String faultOf(String name) {
        if (name.isBlank()) {
            return "it is empty";
        }
        if (name.length() > LONGEST) {
            return "it is longer than " + LONGEST + " characters";
        }
        if (name.startsWith("/")) {
            return "it is absolute";
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < ' ' || c == 0x7F || "\\:*?\"<>|".indexOf(c) >= 0) {
                return "it holds a character that is not allowed";
            }
        }
        for (var step : name.split("/", -1)) {
            if (step.isEmpty() || step.equals(".") || step.equals("..")) {
                return "each part between slashes must be a name";
            }
        }
        return null;
    }
}
