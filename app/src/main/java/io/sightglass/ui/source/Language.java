package io.sightglass.ui.source;

import io.sightglass.model.Format;

import org.jspecify.annotations.Nullable;

/// What a schema's text is written in.
public enum Language {
    /// Avro schemas and protocols (`.avsc`, `.avpr`), and JSON Schema.
    JSON,
    /// Protobuf.
    PROTO,
    /// Avro IDL.
    IDL;

    /// @param format of the schema; null where it is not known
    public static Language of(@Nullable Format format, String text) {
        if (format == Format.PROTOBUF) {
            return PROTO;
        }
        return format == Format.AVRO && !startsAsJson(text) ? IDL : JSON;
    }

    private static boolean startsAsJson(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isWhitespace(c)) {
                return c == '{' || c == '[' || c == '"';
            }
        }
        return true;
    }
}
