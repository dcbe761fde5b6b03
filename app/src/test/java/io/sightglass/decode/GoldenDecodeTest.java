package io.sightglass.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.sightglass.model.Decoded;
import io.sightglass.model.Format;
import io.sightglass.model.Framing;
import io.sightglass.model.Header;
import io.sightglass.model.Headers;
import io.sightglass.model.Part;
import io.sightglass.model.SchemaRef;
import io.sightglass.model.Wrapping;
import io.sightglass.schema.Lookup;
import io.sightglass.schema.ResolvedSchema;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// Each folder of `golden/decode` is a payload (`payload.hex`, `#` begins a comment), perhaps with
/// its schema (`schema.avsc`, `schema.proto`, `schema.schema.json`; version 3, id 3) and a later
/// version of it (`later.proto`) or the schema of a reader (`reader.avsc` and the like; version 2),
/// perhaps with headers (`headers.txt`, a line each: `name=text` or `name=hex:bytes`), and what it
/// must be read as (`expected.json`).
///
/// For a new case write the others and run the test: it writes `expected.json` and fails, so that
/// somebody looks at it.
class GoldenDecodeTest {
    private static final Path CASES = Path.of("src/test/resources/golden/decode");

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        try (var folders = Files.list(CASES)) {
            return folders.sorted().toList().stream()
                    .map(folder ->
                            DynamicTest.dynamicTest(
                                    folder.getFileName().toString(), () -> run(folder)));
        }
    }

    private static void run(Path folder) throws IOException {
        var schemas = new TestSchemas();
        var schema = schema(folder, "schema", 3);
        if (schema != null) {
            schemas.answers.put(new SchemaRef.ById(3), new Lookup.Found(schema));
            schemas.values.put("topic", schema);
        }
        var later = schema(folder, "later", 4);
        schemas.later = later == null ? List.of() : List.of(later);
        var options = DecodeOptions.NONE;
        var reader = schema(folder, "reader", 2);
        if (reader != null) {
            var own = new SchemaRef.BySubjectVersion("orders-value", 2);
            schemas.answers.put(own, new Lookup.Found(reader));
            options = options.withReader(new SchemaRef.BySubjectVersion("", 2));
        }
        var decoder = new Decoders(schemas, options).newDecoder();
        var payload = payload(folder);
        var headers = headers(folder);
        var decoded =
                decoder.decode("topic", Part.VALUE, headers, payload, FindingSink::collecting);
        var row = new RowSink();
        decoder.walk("topic", Part.VALUE, headers, payload, 0, payload.length, row);
        var actual = json(decoded, row.line());
        var expected = folder.resolve("expected.json");
        if (!Files.exists(expected)) {
            Files.writeString(expected, actual);
            fail("wrote " + expected + "; look whether it is right");
        }
        assertEquals(Files.readString(expected), actual);
    }

    private static byte[] payload(Path folder) throws IOException {
        var hex = new StringBuilder();
        for (var line : Files.readAllLines(folder.resolve("payload.hex"))) {
            hex.append(line.replaceAll("#.*", "").replaceAll("\\s", ""));
        }
        return HexFormat.of().parseHex(hex);
    }

    private static Headers headers(Path folder) throws IOException {
        var file = folder.resolve("headers.txt");
        var list = new ArrayList<Header>();
        for (var line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
            int equals = line.indexOf('=');
            var value = line.substring(equals + 1);
            var bytes =
                    value.startsWith("hex:")
                            ? HexFormat.of().parseHex(value.substring(4))
                            : value.getBytes(StandardCharsets.UTF_8);
            list.add(new Header(line.substring(0, equals), bytes));
        }
        return new Headers(list);
    }

    private static ResolvedSchema schema(Path folder, String name, int version) throws IOException {
        for (var format : List.of(Format.AVRO, Format.PROTOBUF, Format.JSON)) {
            var ending =
                    switch (format) {
                        case AVRO -> ".avsc";
                        case PROTOBUF -> ".proto";
                        default -> ".schema.json";
                    };
            var file = folder.resolve(name + ending);
            if (Files.exists(file)) {
                var parsed = TestSchemas.parsed(format, Files.readString(file));
                var info = TestSchemas.info("coffeeco.Order", version, version);
                return new ResolvedSchema(parsed, info, null);
            }
        }
        return null;
    }

    private static String json(Decoded decoded, String row) {
        var out = new StringWriter();
        var mapper = JsonMapper.builder().build();
        try (var json = mapper.writerWithDefaultPrettyPrinter().createGenerator(out)) {
            json.writeStartObject();
            json.writeStringProperty("row", row);
            if (decoded instanceof Decoded.DecodedMessage message) {
                json.writeStringProperty("format", message.format().label());
                json.writeNumberProperty("body", message.framing().end());
                framing(message.framing(), json);
                json.writeName("value");
                new JsonTree(json).value(message);
                json.writeName("fields");
                new JsonTree(json).fields(message.root());
            }
            wrapping(decoded.wrapping(), json);
            findings(decoded, json);
            json.writeEndObject();
        }
        return out.toString().replace("\r\n", "\n") + "\n";
    }

    /// Where it is another than Confluent's prefix.
    private static void framing(Framing framing, JsonGenerator json) {
        if (framing.kind() == Framing.Kind.RAW || framing.kind() == Framing.Kind.CONFLUENT) {
            return;
        }
        json.writeStringProperty("framing", framing.kind().label());
        json.writeStringProperty("schema", String.valueOf(framing.schema()));
        if (framing.container() != null) {
            json.writeStringProperty("container", framing.container().toString());
        }
    }

    private static void wrapping(@Nullable Wrapping wrapping, JsonGenerator json) {
        if (wrapping != null) {
            json.writeStringProperty("wrapping", wrapping.codecs().toString());
            json.writeNumberProperty("before", wrapping.before());
            json.writeNumberProperty("after", wrapping.after());
        }
    }

    private static void findings(Decoded decoded, JsonGenerator json) {
        json.writeName("findings");
        json.writeStartArray();
        for (var finding : decoded.findings()) {
            json.writeStartObject();
            json.writeStringProperty("kind", finding.kind().name());
            json.writeStringProperty("rule", finding.rule());
            json.writeStringProperty("path", finding.path());
            json.writeNumberProperty("start", finding.range().start());
            json.writeNumberProperty("end", finding.range().end());
            json.writeStringProperty("message", finding.message().plain());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
