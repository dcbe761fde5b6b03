package io.sightglass.decode;

import io.sightglass.decode.avro.AvroPlan;
import io.sightglass.decode.avro.ContainerReader;
import io.sightglass.decode.unwrap.Opened;
import io.sightglass.model.Format;
import io.sightglass.model.Framing;
import io.sightglass.model.SchemaInfo;
import io.sightglass.model.Sentence;
import io.sightglass.schema.ParsedSchema;
import io.sightglass.schema.ResolvedSchema;
import io.sightglass.schema.SchemaText;

import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Avro container files that are payloads: read as a list of their records, with the schema in
/// their header. For one thread.
final class AvroContainers {
    private static final int MOST = 16;

    /// How files with this schema are read, or why they cannot be.
    @SuppressWarnings("ArrayRecordComponent") // compared by hand
    private record Known(byte[] text, @Nullable Reading reading, @Nullable String refusal) {}

    private final ContainerReader reader = new ContainerReader();
    private final List<Known> known = new ArrayList<>();
    private @Nullable String refusal;

    /// Unpacks a payload that begins like a container file, and answers how it is read. Null where
    /// its header says nothing of use: then it stays as it is, and [#refusal] says why.
    @Nullable Reading open(Opened opened) {
        refusal = reader.readHeader(opened.array(), opened.offset(), opened.length());
        if (refusal != null) {
            return null;
        }
        var file = known(reader.schema());
        if (file.reading == null) {
            refusal = file.refusal;
            return null;
        }
        reader.unpack(opened);
        return file.reading;
    }

    Sentence refusal() {
        return Sentence.of(refusal == null ? "This is no Avro container file." : refusal);
    }

    int headerEnd() {
        return reader.headerEnd();
    }

    Framing framing() {
        return new Framing(
                Framing.Kind.AVRO_CONTAINER,
                0,
                reader.headerEnd(),
                null,
                List.of(),
                null,
                reader.container());
    }

    private Known known(byte[] text) {
        for (var file : known) {
            if (Arrays.equals(file.text, text)) {
                return file;
            }
        }
        if (known.size() == MOST) {
            known.removeFirst();
        }
        var file = parse(text);
        known.add(file);
        return file;
    }

    private Known parse(byte[] text) {
        var json = new String(text, StandardCharsets.UTF_8);
        return switch (SchemaText.parse(Format.AVRO, "schema", json, List.of())) {
            case SchemaText.Result.Failed(var problems) ->
                    new Known(
                            text,
                            null,
                            "The container file's schema does not parse: "
                                    + problems.getFirst().text());
            case SchemaText.Result.Parsed(var parsed)
                    when parsed instanceof ParsedSchema.Avro avro -> {
                var schema = avro.schema();
                var info = new SchemaInfo(name(schema), SchemaInfo.PAYLOAD, null, null, null, null);
                var walker = AvroPlan.of(schema).newContainerWalker(reader.blocks());
                var read = Reading.of(walker, new ResolvedSchema(avro, info, null), List.of());
                yield new Known(text, read, null);
            }
            case SchemaText.Result.Parsed _ ->
                    throw new IllegalStateException("an Avro text was parsed");
        };
    }

    private static String name(Schema schema) {
        return switch (schema.getType()) {
            case RECORD, ENUM, FIXED -> schema.getFullName();
            default -> schema.getType().getName();
        };
    }
}
