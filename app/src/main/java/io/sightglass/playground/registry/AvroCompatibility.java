package io.sightglass.playground.registry;

import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

import java.util.ArrayList;
import java.util.List;

/// Decides for Avro, by the Avro library, and words the answer as Confluent's registry does.
final class AvroCompatibility {
    private AvroCompatibility() {}

    /// What makes `update` incompatible with `original` at `level`; empty when nothing does.
    static List<String> check(Level level, Schema original, Schema update) {
        var messages = new ArrayList<String>();
        if (level.backward()) {
            read(update, original, "new", "old", messages);
        }
        if (level.forward()) {
            read(original, update, "old", "new", messages);
        }
        return messages;
    }

    private static void read(
            Schema reader, Schema writer, String which, String other, List<String> messages) {
        var pair = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        for (var incompatibility : pair.getResult().getIncompatibilities()) {
            messages.add(message(incompatibility, which, other));
        }
    }

    private static String message(Incompatibility found, String reader, String writer) {
        return "{errorType:'%s', description:'The %s schema cannot read data written with the %s one, at path %s.', additionalInfo:'%s'}"
                .formatted(
                        found.getType(), reader, writer, found.getLocation(), found.getMessage());
    }
}
