package io.sightglass.decode.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sightglass.decode.Walks;
import io.sightglass.model.FindingKind;

import org.junit.jupiter.api.Test;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

class JsonOracleTest {
    private static final long SEED = 20_260_301;

    private static final JsonMapper MAPPER =
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

    @Test
    void readsWhatTheLibraryReads() {
        var walker = JsonPlan.PLAIN.newWalker();
        for (int i = 0; i < 2_000; i++) {
            var text = document(new Random(SEED + i), 0);
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            var walked = Walks.walk(walker, bytes);
            assertEquals(List.of(), walked.findings(), "seed " + (SEED + i) + ": " + text);
            assertEquals(
                    Walks.plain(MAPPER.readValue(bytes, Object.class)),
                    walked.value(),
                    "seed " + (SEED + i));
        }
    }

    /// What the library refuses bears a finding, and what it takes is read alike.
    @Test
    void agreesOnAnything() {
        var walker = JsonPlan.PLAIN.newWalker();
        var random = new Random(SEED);
        int refused = 0;
        int taken = 0;
        for (int i = 0; i < 20_000; i++) {
            var good = document(random, 0).getBytes(StandardCharsets.UTF_8);
            var bytes = i % 10 == 0 ? Walks.random(random, 64) : Walks.mutated(good, random);
            if (bytes.length > 1 && (bytes[0] == 0 || bytes[1] == 0)) {
                continue; // the library takes it for UTF-16
            }
            Walks.Walked walked;
            try {
                walked = Walks.walk(walker, bytes);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + SEED + ", document " + i, e);
            }
            boolean clean =
                    walked.findings().stream().allMatch(f -> f.kind() == FindingKind.NOTICE);
            Object expected;
            try {
                expected = MAPPER.readValue(bytes, Object.class);
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
        assertEquals(true, refused > 5_000 && taken > 1_000, refused + ", " + taken);
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
            if (random.nextInt(8) == 0) {
                string(random, out);
                out.insert(out.length() - 1, "#" + i);
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
