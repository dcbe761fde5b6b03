package io.sightglass.prove;

import io.sightglass.decode.Decoders;
import io.sightglass.decode.JsonTree;
import io.sightglass.decode.WholeText;
import io.sightglass.model.Decoded;
import io.sightglass.model.Format;
import io.sightglass.model.Header;
import io.sightglass.model.Part;
import io.sightglass.model.RawRecord;
import io.sightglass.model.SchemaInfo;
import io.sightglass.schema.Lookup;
import io.sightglass.schema.ResolvedSchema;
import io.sightglass.schema.SchemaFile;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/// Keeps records as files in one folder, for people to read in a review and for proofs to run:
///
/// - `NAME.json`: where the record was, its headers, and key and value as they were decoded;
/// - `NAME.bin` and `NAME.key.bin`: the bytes of value and key;
/// - `schemas/`: the schemas that they were written with, each once.
///
/// Nothing is ever overwritten: a record that is there already stays, and another of the same name
/// gets a number.
public final class SampleWriter {
    static final String SCHEMAS = "schemas";
    private static final int MOST_OF_A_NAME = 1_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;
    private final Decoders decoders;
    private long kept;
    private long there;

    /// @param decoders those that the records were decoded with
    public SampleWriter(Path folder, Decoders decoders) {
        this.folder = folder;
        this.decoders = decoders;
    }

    /// How many records were kept.
    public long kept() {
        return kept;
    }

    /// How many were there already.
    public long there() {
        return there;
    }

    /// Keeps a record.
    ///
    /// @param key null where it has none
    public void keep(RawRecord raw, @Nullable Decoded key, Decoded value) throws IOException {
        Files.createDirectories(folder.resolve(SCHEMAS));
        var base = clean(raw.topic()) + "-" + raw.partition() + "-" + raw.offset();
        for (int n = 1; n <= MOST_OF_A_NAME; n++) {
            var name = n == 1 ? base : base + "-" + n;
            var json = folder.resolve(name + ".json");
            var ofKey = key == null ? null : half(raw, Part.KEY, key, name + ".key.bin");
            var ofValue = half(raw, Part.VALUE, value, name + ".bin");
            var content = content(raw, ofKey, ofValue);
            if (!Files.exists(json)) {
                write(name + ".key.bin", raw.key());
                write(name + ".bin", raw.value());
                Files.write(json, content, StandardOpenOption.CREATE_NEW);
                kept++;
                return;
            }
            if (same(json, content) && same(name + ".bin", raw.value())) {
                there++;
                return;
            }
        }
        throw new IOException(folder + " holds too many samples named " + base);
    }

    private void write(String name, byte @Nullable [] bytes) throws IOException {
        if (bytes != null && !same(name, bytes)) {
            Files.write(folder.resolve(name), bytes, StandardOpenOption.CREATE_NEW);
        }
    }

    private boolean same(String name, byte @Nullable [] bytes) throws IOException {
        var file = folder.resolve(name);
        return bytes == null ? !Files.exists(file) : same(file, bytes);
    }

    private static boolean same(Path file, byte[] bytes) throws IOException {
        return Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), bytes);
    }

    /// Key or value, and what it needs to be read again.
    ///
    /// @param schemaFile null where it has no schema, or brings it along
    private record Half(
            Decoded decoded, @Nullable String bytes, @Nullable String schemaFile, String type) {}

    private Half half(RawRecord raw, Part part, Decoded decoded, String bytes) throws IOException {
        var payload = part == Part.KEY ? raw.key() : raw.value();
        var file = payload == null ? null : bytes;
        if (!(decoded instanceof Decoded.DecodedMessage message)
                || message.schema() == null
                || message.schema().source().equals(SchemaInfo.PAYLOAD)) {
            return new Half(decoded, file, null, "");
        }
        var schema = schema(raw.topic(), part, message);
        if (schema == null) {
            return new Half(decoded, file, null, "");
        }
        boolean typed = schema.parsed().format() == Format.PROTOBUF;
        return new Half(
                decoded,
                file,
                keepSchema(message.schema(), schema),
                typed ? message.schema().name() : "");
    }

    private @Nullable ResolvedSchema schema(
            String topic, Part part, Decoded.DecodedMessage message) {
        var chosen = decoders.chosen(topic, part).schema();
        var ref = chosen == null ? message.framing().schema() : chosen;
        var schemas = decoders.schemas();
        if (ref != null && schemas.lookup(ref) instanceof Lookup.Found(var found)) {
            return found;
        }
        return schemas.bound(topic, part).orElse(null);
    }

    /// Answers the schema's file name.
    private String keepSchema(SchemaInfo info, ResolvedSchema schema) throws IOException {
        var named =
                info.subject() != null && info.version() != null
                        ? info.subject() + "-v" + info.version()
                        : info.id() != null ? info.shortName() + "-" + info.id() : info.name();
        var file = SchemaFile.of(schema.parsed());
        for (int n = 1; n <= MOST_OF_A_NAME; n++) {
            var name = clean(named) + (n == 1 ? "" : "-" + n);
            var path = folder.resolve(SCHEMAS).resolve(name + file.ending());
            if (!Files.exists(path)) {
                Files.write(path, file.content(), StandardOpenOption.CREATE_NEW);
                if (!file.readable().isEmpty()) {
                    var text = folder.resolve(SCHEMAS).resolve(name + ".proto.txt");
                    Files.writeString(text, file.readable());
                }
                return name + file.ending();
            }
            if (same(path, file.content())) {
                return name + file.ending();
            }
        }
        throw new IOException(folder + " holds too many schemas named " + clean(named));
    }

    private static byte[] content(RawRecord raw, @Nullable Half key, Half value) {
        var out = new ByteArrayOutputStream();
        var writer = JSON.writerWithDefaultPrettyPrinter();
        try (var json =
                writer.createGenerator(
                        new WholeText(new OutputStreamWriter(out, StandardCharsets.UTF_8)))) {
            json.writeStartObject();
            json.writeStringProperty("topic", raw.topic());
            json.writeNumberProperty("partition", raw.partition());
            json.writeNumberProperty("offset", raw.offset());
            if (raw.timestamp() < 0) {
                json.writeNullProperty("timestamp");
            } else {
                var time = Instant.ofEpochMilli(raw.timestamp());
                json.writeStringProperty("timestamp", time.toString());
            }
            json.writeArrayPropertyStart("headers");
            for (var header : raw.headers().list()) {
                header(json, header);
            }
            json.writeEndArray();
            half(json, "key", key);
            half(json, "value", value);
            json.writeEndObject();
        }
        out.write('\n');
        return out.toByteArray();
    }

    private static void header(JsonGenerator json, Header header) {
        json.writeStartObject();
        json.writeStringProperty("name", header.name());
        var bytes = header.value();
        if (bytes == null) {
            json.writeNullProperty("value");
        } else {
            try {
                var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
                json.writeStringProperty("value", text.toString());
            } catch (CharacterCodingException e) {
                // Not text, then.
                json.writeBinaryProperty("base64", bytes);
            }
        }
        json.writeEndObject();
    }

    private static void half(JsonGenerator json, String name, @Nullable Half half) {
        if (half == null || half.bytes == null) {
            json.writeNullProperty(name);
            return;
        }
        json.writeObjectPropertyStart(name);
        json.writeStringProperty("bytes", half.bytes);
        switch (half.decoded) {
            case Decoded.DecodedMessage message -> {
                json.writeStringProperty("format", message.format().label());
                schema(json, message.schema(), half);
                json.writeName("value");
                new JsonTree(json).value(message);
            }
            case Decoded.Undecodable _, Decoded.Tombstone _ -> json.writeNullProperty("format");
        }
        json.writeArrayPropertyStart("findings");
        for (var finding : half.decoded.findings()) {
            json.writeString(finding.message().plain());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void schema(JsonGenerator json, @Nullable SchemaInfo schema, Half half) {
        if (schema == null || half.schemaFile == null) {
            json.writeNullProperty("schema");
            return;
        }
        json.writeObjectPropertyStart("schema");
        json.writeStringProperty("file", half.schemaFile);
        if (!half.type.isEmpty()) {
            json.writeStringProperty("type", half.type);
        }
        json.writeStringProperty("name", schema.name());
        if (schema.subject() != null) {
            json.writeStringProperty("subject", schema.subject());
        }
        if (schema.version() != null) {
            json.writeNumberProperty("version", schema.version());
        }
        if (schema.id() != null) {
            json.writeNumberProperty("id", schema.id());
        }
        json.writeEndObject();
    }

    /// A file name of letters, digits, dots and dashes, whatever a topic or subject is called.
    static String clean(String name) {
        var clean = name.replaceAll("[^A-Za-z0-9._-]", "_");
        var cut = clean.length() > 120 ? clean.substring(0, 120) : clean;
        boolean device =
                cut.toLowerCase(Locale.ROOT).matches("(con|prn|aux|nul|com\\d|lpt\\d)([.].*)?");
        return device || cut.isEmpty() || cut.startsWith(".") ? "_" + cut : cut;
    }
}
