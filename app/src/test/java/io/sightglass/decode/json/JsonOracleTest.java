package io.sightglass.decode.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sightglass.decode.Cases;
import io.sightglass.decode.JsonTree;
import io.sightglass.decode.Mutations;
import io.sightglass.decode.Walker;
import io.sightglass.decode.Walks;
import io.sightglass.decode.WholeText;
import io.sightglass.model.ByteRange;
import io.sightglass.model.Decoded;
import io.sightglass.model.FindingKind;
import io.sightglass.model.Format;
import io.sightglass.model.Framing;
import io.sightglass.model.Node;
import io.sightglass.model.Scalar;

import org.junit.jupiter.api.Test;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.ByteArrayOutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

class JsonOracleTest {
    private static final Pattern KEY_OR_MARK =
            Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|[{}\\[\\],:\\s]");

    static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(100)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
                    .build();

    /// The value is the library's; every byte is in one leaf or is a key or punctuation; and each
    /// leaf's bytes, read by the library alone, are its value.
    @Test
    void readsWhatTheLibraryReads() {
        var walker = JsonPlan.PLAIN.newWalker();
        Cases.each(
                2 * Cases.count(),
                random -> {
                    var bytes = document(random, 0).getBytes(StandardCharsets.UTF_8);
                    holds(walker, bytes);
                    for (var tree : List.of(MAPPER.readTree(bytes), NullNode.getInstance())) {
                        holds(JsonPlan.of(schema(random, tree)).newWalker(), bytes);
                    }
                });
    }

    static void holds(Walker walker, byte[] bytes) {
        var walked = Walks.walk(walker, bytes);
        var text = new String(bytes, StandardCharsets.UTF_8);
        for (var finding : walked.findings()) {
            boolean harmless =
                    switch (finding.kind()) {
                        case NOTICE, UNKNOWN_FIELD -> true;
                        default -> finding.rule().equals("json.type");
                    };
            assertEquals(true, harmless, () -> finding + text);
        }
        if (walked.findings().stream().noneMatch(f -> f.kind() == FindingKind.UNKNOWN_FIELD)) {
            assertEquals(
                    Walks.plain(MAPPER.readValue(bytes, Object.class)), walked.value(), () -> text);
        }
        Walks.json(walked);
        leaf(walked.root(), bytes);
        var root = walked.root().range();
        Walks.covered(walked.root(), root.start(), root.end());
        var rest = bytes.clone();
        var leaves = new ArrayList<ByteRange>();
        Walks.leaves(walked.root(), leaves);
        leaves.forEach(leaf -> Arrays.fill(rest, leaf.start(), leaf.end(), (byte) ' '));
        var between = new String(rest, StandardCharsets.UTF_8);
        assertEquals("", KEY_OR_MARK.matcher(between).replaceAll(""), () -> text);
    }

    /// Holds each single value to what the library reads of its bytes.
    private static void leaf(Node node, byte[] bytes) {
        switch (node) {
            case Node.RecordNode record -> record.children().forEach(child -> leaf(child, bytes));
            case Node.ListNode list -> list.elements().forEach(child -> leaf(child, bytes));
            case Node.ScalarNode scalar -> {
                var range = scalar.range();
                var literal = Arrays.copyOfRange(bytes, range.start(), range.end());
                var text = new String(literal, StandardCharsets.UTF_8);
                switch (scalar.value()) {
                    case Scalar.Number number -> assertEquals(text, number.literal());
                    case Scalar.Null _ -> assertEquals("null", text);
                    case Scalar.Bool bool -> assertEquals(text, String.valueOf(bool.value()));
                    case Scalar.Text value ->
                            assertEquals(MAPPER.readTree(literal).asString(), value.value());
                    default -> throw new AssertionError(scalar);
                }
            }
            case Node.UnknownNode unknown -> {
                if (unknown.reading() != null) {
                    leaf(unknown.reading(), bytes);
                }
            }
            case Node.AbsentNode _ -> {}
            case Node.MapNode _, Node.RestNode _, Node.MalformedNode _ ->
                    throw new AssertionError(node);
        }
    }

    /// A schema that fits a value here and there: some of its properties, some of others, perhaps
    /// with other types, perhaps closed.
    private static JsonNode schema(Random random, JsonNode value) {
        var schema = MAPPER.createObjectNode();
        if (random.nextInt(8) == 0) {
            return schema.put("type", "string");
        }
        switch (value) {
            case ObjectNode object -> {
                schema.put("type", "object").put("additionalProperties", random.nextInt(3) > 0);
                var properties = schema.putObject("properties");
                for (var property : object.properties()) {
                    if (random.nextInt(4) > 0) {
                        properties.set(property.getKey(), schema(random, property.getValue()));
                    }
                }
                properties.putObject("never");
            }
            case ArrayNode array -> {
                schema.put("type", "array");
                if (!array.isEmpty()) {
                    schema.set("items", schema(random, array.get(0)));
                }
            }
            default -> {}
        }
        return schema;
    }

    @Test
    void survivesAnything() {
        var mutations = new Mutations("JSON");
        Cases.each(
                Cases.mutations() / 100,
                random -> {
                    var good = document(random, 0).getBytes(StandardCharsets.UTF_8);
                    var schema = schema(random, MAPPER.readTree(good));
                    var walker = JsonPlan.of(schema).newWalker();
                    for (int k = 0; k < 100; k++) {
                        mutations.walk(walker, good, random);
                    }
                });
        mutations.report();
    }

    /// Half of a surrogate pair is allowed by RFC 8259, section 8.2, and refused by the library.
    @Test
    void keepsHalfASurrogatePair() {
        var text = "[\"a\\ud83d\",{\"\\udc00k\\ud83d\":\"\\ud83d\\ude00\"}]";
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var walked = Walks.walk(JsonPlan.PLAIN.newWalker(), bytes);
        assertEquals(List.of(), walked.findings());
        assertEquals(List.of("a\ud83d", Map.of("\udc00k\ud83d", "\ud83d\ude00")), walked.value());
        // Also in JSON that is written again, where UTF-8 has no form for it.
        var out = new ByteArrayOutputStream();
        try (var json =
                MAPPER.createGenerator(
                        new WholeText(new OutputStreamWriter(out, StandardCharsets.UTF_8)))) {
            var message =
                    new Decoded.DecodedMessage(
                            Format.JSON, Framing.RAW, null, walked.root(), List.of(), List.of());
            new JsonTree(json).value(message);
        }
        assertEquals(
                "[\"a\\ud83d\",{\"\\udc00k\\ud83d\":\"\ud83d\ude00\"}]",
                out.toString(StandardCharsets.UTF_8));
    }

    /// A key with escapes is the property that it spells.
    @Test
    void readsEscapesInKeys() {
        var schema =
                MAPPER.readTree(
                        """
                        {"properties": {"name": {"type": "string"}}, "additionalProperties": false}
                        """);
        var bytes = "{\"n\\u0061me\": \"x\", \"name\": \"y\"}".getBytes(StandardCharsets.UTF_8);
        for (var plan : List.of(JsonPlan.of(schema), JsonPlan.PLAIN)) {
            var walked = Walks.walk(plan.newWalker(), bytes);
            var rules = walked.findings().stream().map(finding -> finding.rule()).toList();
            assertEquals(List.of("json.duplicate"), rules);
            assertEquals(Map.of("name", "y"), walked.value());
        }
    }

    /// What is in a forbidden property is held to the grammar all the same.
    @Test
    void seesDamageInUnknownProperties() {
        var schema = MAPPER.readTree("{\"properties\": {}, \"additionalProperties\": false}");
        var bytes = "{\"x\": [}}".getBytes(StandardCharsets.UTF_8);
        var walked = Walks.walk(JsonPlan.of(schema).newWalker(), bytes);
        var rules = walked.findings().stream().map(finding -> finding.rule()).toList();
        assertEquals(List.of("json.unknown-field", "json.syntax"), rules);
    }

    /// What the library refuses bears a finding, and what it takes is read alike.
    @Test
    void agreesOnAnything() {
        var walker = JsonPlan.PLAIN.newWalker();
        var random = new Random(Cases.seed());
        int refused = 0;
        int taken = 0;
        for (int i = 0; i < Cases.mutations(); i++) {
            var good = document(random, 0).getBytes(StandardCharsets.UTF_8);
            var bytes = i % 10 == 0 ? Walks.random(random, 64) : Walks.mutated(good, random);
            if (bytes.length > 1 && (bytes[0] == 0 || bytes[1] == 0)) {
                continue; // the library takes it for UTF-16
            }
            Walks.Walked walked;
            try {
                walked = Walks.walk(walker, bytes);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("document " + i + show(bytes), e);
            }
            boolean clean =
                    walked.findings().stream().allMatch(f -> f.kind() == FindingKind.NOTICE);
            Object expected;
            try {
                expected = MAPPER.readValue(bytes, Object.class);
            } catch (NumberFormatException e) {
                continue; // an exponent of many digits, which BigDecimal cannot hold
            } catch (JacksonException e) {
                if (String.valueOf(e.getMessage()).contains("surrogate")) {
                    continue; // half a pair is allowed by RFC 8259, section 8.2
                }
                assertEquals(
                        false, clean, () -> "the library says: " + e.getMessage() + show(bytes));
                refused++;
                continue;
            }
            if (clean) {
                assertEquals(Walks.plain(expected), walked.value(), () -> show(bytes));
                taken++;
            } else {
                // The library takes some things that RFC 8259 or 3629 forbid.
                var rules = walked.findings().stream().map(f -> f.rule()).toList();
                assertEquals(true, rules.contains("json.utf8"), () -> rules + show(bytes));
            }
        }
        int least = Cases.mutations() / 20;
        assertEquals(true, refused > least && taken > least, refused + ", " + taken);
    }

    private static String show(byte[] bytes) {
        return " in " + new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String document(Random random, int depth) {
        var out = new StringBuilder();
        space(random, out);
        switch (random.nextInt(depth == 0 ? 2 : depth > 4 ? 6 : 8)) {
            case 0 -> object(random, depth, out);
            case 1 -> list(random, depth, out);
            case 2 -> out.append(random.nextBoolean());
            case 3 -> out.append("null");
            case 4 -> number(random, out);
            case 6 -> {
                int deep = random.nextInt(40) == 0 ? 100 - depth : 1;
                out.append("[".repeat(deep)).append("]".repeat(deep));
            }
            default -> string(random, out);
        }
        space(random, out);
        return out.toString();
    }

    private static void object(Random random, int depth, StringBuilder out) {
        out.append('{');
        int count = depth > 4 ? 0 : random.nextInt(random.nextInt(40) == 0 ? 120 : 5);
        for (int i = 0; i < count; i++) {
            out.append(i == 0 ? "" : ",");
            space(random, out);
            int sort = random.nextInt(24);
            if (sort < 3) {
                string(random, out);
                out.insert(out.length() - 1, "#" + i);
            } else if (sort == 3) {
                out.append("\"name\\u003").append(i % 3).append('"');
            } else if (sort == 4) {
                out.append("\"name").append(random.nextInt(3)).append('"');
            } else {
                out.append("\"name").append(i).append('"');
            }
            space(random, out);
            out.append(':').append(document(random, depth + 1));
        }
        out.append('}');
    }

    private static void list(Random random, int depth, StringBuilder out) {
        out.append('[');
        int count = depth > 4 ? 0 : random.nextInt(4);
        for (int i = 0; i < count; i++) {
            out.append(i == 0 ? "" : ",").append(document(random, depth + 1));
        }
        out.append(']');
    }

    private static void number(Random random, StringBuilder out) {
        if (random.nextInt(20) == 0) {
            out.append(random.nextBoolean() ? "-" : "").append(1 + random.nextInt(9));
            for (int i = random.nextInt(300); i > 0; i--) {
                out.append(random.nextInt(10));
            }
            out.append(random.nextBoolean() ? "" : "e" + (random.nextInt(800) - 400));
            return;
        }
        out.append(random.nextBoolean() ? "-" : "")
                .append(random.nextLong() >>> random.nextInt(64));
        if (random.nextBoolean()) {
            out.append('.').append(random.nextInt(1_000));
        }
        if (random.nextInt(4) == 0) {
            out.append(random.nextBoolean() ? "e" : "E-").append(random.nextInt(40));
        }
        // -9223372036854775808 negated twice
        int twice = out.indexOf("--");
        if (twice >= 0) {
            out.deleteCharAt(twice);
        }
    }

    private static void string(Random random, StringBuilder out) {
        out.append('"');
        var text = Walks.text(random);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c)) {
                char low = text.charAt(++i);
                if (random.nextBoolean()) {
                    out.append(c).append(low);
                } else {
                    out.append(String.format("\\u%04x\\u%04x", (int) c, (int) low));
                }
            } else if ("\n\t".indexOf(c) >= 0 && random.nextBoolean()) {
                out.append(c == '\n' ? "\\n" : "\\t");
            } else if (random.nextInt(20) == 0) {
                var escapes = List.of("\\b", "\\f", "\\r", "\\ud83d\\uDE00", "\\u0000", "\\/");
                out.append(escapes.get(random.nextInt(escapes.size())));
            } else if (c < ' ' || random.nextInt(6) == 0) {
                out.append(String.format("\\u%04x", (int) c));
            } else if (c == '"' || c == '\\' || c == '/') {
                out.append('\\').append(c);
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    private static void space(Random random, StringBuilder out) {
        if (random.nextInt(4) == 0) {
            out.append(" \n\t\r".charAt(random.nextInt(4)));
        }
    }
}
