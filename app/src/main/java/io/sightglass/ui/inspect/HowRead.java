package io.sightglass.ui.inspect;

import io.sightglass.model.DecodeAttempt;
import io.sightglass.model.Decoded;
import io.sightglass.model.Framing;
import io.sightglass.model.SchemaInfo;
import io.sightglass.model.Sentence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How a payload was read: framing, schema, and what was tried before.
final class HowRead {
    private HowRead() {}

    /// In one line.
    static Sentence line(Payload payload) {
        return switch (payload.decoded()) {
            case Decoded.DecodedMessage message -> {
                var out = Sentence.builder().text("Read as ").strong(message.format().badge());
                var schema = message.schema();
                if (schema != null) {
                    out.text(" · ").strong(schema.label()).text(" from " + source(schema));
                } else {
                    out.text(" · no schema");
                }
                yield out.text(" · " + framing(message.framing())).build();
            }
            case Decoded.Undecodable undecodable ->
                    Sentence.of(undecodable.pending() ? "Not read yet" : "Not read");
            case Decoded.Tombstone _ -> Sentence.of("Nothing to read");
        };
    }

    /// What was tried and why it was rejected, a sentence each.
    static List<Sentence> attempts(Payload payload) {
        var out = new ArrayList<Sentence>();
        for (DecodeAttempt attempt : payload.decoded().attempts()) {
            var sentence = Sentence.builder().text("Not ").strong(attempt.format()).text(": ");
            for (var part : attempt.reason().parts()) {
                if (part.strong()) {
                    sentence.strong(part.text());
                } else {
                    sentence.text(part.text());
                }
            }
            out.add(sentence.build());
        }
        return out;
    }

    private static String source(SchemaInfo schema) {
        if (schema.file() != null) {
            return schema.file();
        }
        var out = new StringBuilder("the registry");
        if (schema.subject() != null) {
            out.append(", subject ").append(schema.subject());
        }
        if (schema.id() != null) {
            out.append(", id ").append(schema.id());
        }
        return out.toString();
    }

    private static String framing(Framing framing) {
        return switch (framing.kind()) {
            case CONFLUENT ->
                    "Confluent framing, schema id "
                            + framing.schemaId()
                            + ", "
                            + bytes(framing.start(), framing.end());
            case CONFLUENT_HEADER -> "schema GUID " + framing.guid() + " in a header";
            case AVRO_SINGLE_OBJECT ->
                    "Avro single object, fingerprint "
                            + fingerprint(framing)
                            + ", "
                            + bytes(framing.start(), framing.end());
            case RAW -> "no framing";
        };
    }

    private static String fingerprint(Framing framing) {
        var print = framing.fingerprint();
        return print == null ? "unknown" : String.format(Locale.ROOT, "%016x", print);
    }

    /// `bytes 14–24`, both inclusive, as people count.
    static String bytes(int start, int end) {
        int count = end - start;
        return switch (count) {
            case 0 -> "no bytes";
            case 1 -> "byte " + start;
            default -> "bytes " + start + "–" + (end - 1);
        };
    }
}
