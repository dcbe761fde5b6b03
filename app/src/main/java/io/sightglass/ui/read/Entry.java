package io.sightglass.ui.read;

import io.sightglass.connect.SchemaChoices.Choice;
import io.sightglass.decode.DecodeOptions;
import io.sightglass.model.Format;

/// One way of reading that may be chosen.
public sealed interface Entry {
    /// What kind of way it is, in a word or two.
    String kind();

    String title();

    /// What there is to say about it, perhaps nothing.
    String note();

    /// `options` with this way of reading in them, for the purpose of `purpose`.
    DecodeOptions in(DecodeOptions options, Purpose purpose);

    /// As the payloads and the bindings say; or, for a reader, as the writer.
    record AsItComes(Purpose purpose) implements Entry {
        @Override
        public String kind() {
            return "Usual";
        }

        @Override
        public String title() {
            return purpose == Purpose.DECODE_AS ? "Find out" : "Writer's schema";
        }

        @Override
        public String note() {
            return purpose == Purpose.DECODE_AS
                    ? "by framing, binding and content"
                    : "as each record was written";
        }

        @Override
        public DecodeOptions in(DecodeOptions options, Purpose purpose) {
            return purpose == Purpose.DECODE_AS
                    ? options.withSchema(null).withFormat(null)
                    : options.withReader(null);
        }
    }

    /// In a format that needs no schema.
    record Plain(Format format) implements Entry {
        @Override
        public String kind() {
            return "No schema";
        }

        @Override
        public String title() {
            return switch (format) {
                case PROTOBUF -> "Protobuf, best guess";
                case BYTES -> "Bytes only";
                default -> format.badge();
            };
        }

        @Override
        public String note() {
            return "";
        }

        @Override
        public DecodeOptions in(DecodeOptions options, Purpose purpose) {
            return options.withSchema(null).withFormat(format);
        }
    }

    /// With a schema.
    record Schema(String kind, Choice choice, String note) implements Entry {
        @Override
        public String title() {
            return choice.name();
        }

        @Override
        public DecodeOptions in(DecodeOptions options, Purpose purpose) {
            return purpose == Purpose.DECODE_AS
                    ? options.withSchema(choice.ref()).withFormat(null)
                    : options.withReader(choice.ref());
        }
    }
}
