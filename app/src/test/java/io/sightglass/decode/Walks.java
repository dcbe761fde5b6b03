package io.sightglass.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.contract.TestRules;
import io.sightglass.model.ByteRange;
import io.sightglass.model.Decoded;
import io.sightglass.model.Finding;
import io.sightglass.model.FindingKind;
import io.sightglass.model.Format;
import io.sightglass.model.Framing;
import io.sightglass.model.Node;
import io.sightglass.model.ReadAs;
import io.sightglass.model.Scalar;
import io.sightglass.model.SchemaInfo;
import io.sightglass.model.SchemaRef;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/// Walking payloads in tests.
public final class Walks {
    private Walks() {}

    private static final SchemaInfo INFO =
            new SchemaInfo("coffeeco.R0", SchemaInfo.LOCAL, null, null, null, "test");

    /// Of a decimal that is shown digit for digit, there are more than the library reads unasked.
    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNumberLength(100_000)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();

    /// What one walk gave.
    public record Walked(Node root, List<Finding> findings, int values) {
        /// The value as [JsonTree] writes it, as maps, lists, strings, numbers.
        public Object value() {
            return plain(MAPPER.readValue(text(), Object.class));
        }

        /// The value as [JsonTree] writes it.
        public String text() {
            var writer = new StringWriter();
            try (var json = MAPPER.createGenerator(writer)) {
                var message =
                        new Decoded.DecodedMessage(
                                Format.BYTES, Framing.RAW, null, root, findings, List.of());
                new JsonTree(json).value(message);
            }
            return writer.toString();
        }
    }

    /// Numbers by value, so that 1.0 is 1.
    public static Object plain(Object value) {
        return switch (value) {
            case null -> "<null>";
            case Map<?, ?> map -> {
                var all = new LinkedHashMap<Object, Object>();
                map.forEach((key, inner) -> all.put(key, plain(inner)));
                yield all;
            }
            case List<?> list -> {
                var all = new ArrayList<Object>();
                list.forEach(inner -> all.add(plain(inner)));
                yield all;
            }
            case BigInteger number -> new BigDecimal(number).stripTrailingZeros();
            case BigDecimal number -> number.stripTrailingZeros();
            case Number number -> new BigDecimal(number.toString()).stripTrailingZeros();
            default -> value;
        };
    }

    /// Walks a payload with every sink, with other bytes around it, and checks what must always
    /// hold.
    public static Walked walk(Walker walker, byte[] payload) {
        return walk(walker, null, payload, 0);
    }

    /// @param from where the body begins, behind a framing
    public static Walked walk(Walker walker, byte[] payload, int from) {
        return walk(walker, null, payload, from);
    }

    /// The same with what version 2 of the reader's schema makes of it.
    public static Walked walkAsReader(Plan plan, byte[] payload) {
        var info = new SchemaInfo("Reader", SchemaInfo.REGISTRY, "topic-value", 2, 2, null);
        var as = new ReadAs(new SchemaRef.BySubjectVersion("", 2), info, false);
        return walk(plan.newWalker(), new ReaderLens(as, plan.notes(), null), payload, 0);
    }

    private static Walked walk(Walker walker, @Nullable ReaderLens lens, byte[] payload, int from) {
        var array = new byte[payload.length + 11];
        Arrays.fill(array, (byte) 0x08);
        System.arraycopy(payload, 0, array, 7, payload.length);
        var checking = new CheckingSink(true);
        var plain = new CheckingSink(false);
        var tree = new TreeSink();
        var row = new RowSink();
        var findings = FindingSink.collecting();
        var counting = FindingSink.counting();
        var rules = TestRules.sinks();
        var sinks =
                new Fanout(
                        checking,
                        plain,
                        new FirstValues(tree, Limits.NODES),
                        row,
                        findings,
                        counting,
                        rules.getFirst(),
                        rules.getLast());
        sinks.begin(array, 7, payload.length);
        findings.reading(walker.format(), null);
        rules.forEach(sink -> sink.reading(walker.format(), INFO));
        if (lens != null) {
            findings.readAs(lens);
        }
        walker.walk(array, 7, from, payload.length, sinks);
        sinks.finish();
        var root = Objects.requireNonNull(tree.root(), "a tree");
        nested(root, new ByteRange(from, payload.length));
        assertTrue(row.line().length() < 1_000, "a row's length");
        for (var finding : findings.findings()) {
            assertTrue(finding.range().end() <= payload.length, finding.toString());
            assertTrue(!finding.message().plain().isBlank(), finding.toString());
        }
        assertEquals(findings.total(), counting.total());
        assertEquals(findings.mark(), counting.mark());
        assertEquals(rules.getFirst().total(), rules.getLast().total(), "findings by rules");
        if (lens == null) {
            alone(walker, payload, from, FindingSink.counting(), findings);
            alone(walker, payload, from, FindingSink.collecting(), findings);
            same(root, tree(walker, payload, from));
        }
        return new Walked(root, findings.findings(), plain.values());
    }

    /// A sink that counts is told less, and must count the same. (Within unknown fields that
    /// somebody else wants, more can be found: only there the tree looks for limits.)
    private static void alone(
            Walker walker, byte[] payload, int from, FindingSink sink, FindingSink together) {
        sink.begin(payload, 0, payload.length);
        walker.walk(payload, 0, from, payload.length, sink);
        sink.finish();
        for (var kind : FindingKind.values()) {
            assertEquals(together.count(kind), sink.count(kind), () -> kind + " heard alone");
        }
    }

    /// The tree as the sink that makes trees gets it when nobody else listens.
    private static Node tree(Walker walker, byte[] payload, int from) {
        var tree = new TreeSink();
        var sink = new FirstValues(tree, Limits.NODES);
        sink.begin(payload, 0, payload.length);
        walker.walk(payload, 0, from, payload.length, sink);
        sink.finish();
        return Objects.requireNonNull(tree.root(), "a tree");
    }

    /// Checks that two trees are the same, node by node.
    private static void same(Node one, Node other) {
        assertEquals(one.getClass(), other.getClass());
        assertEquals(one.field(), other.field());
        assertEquals(one.range(), other.range());
        switch (one) {
            case Node.RecordNode record -> {
                var twin = (Node.RecordNode) other;
                assertEquals(record.typeName(), twin.typeName());
                same(record.children(), twin.children());
            }
            case Node.ListNode list -> same(list.elements(), ((Node.ListNode) other).elements());
            case Node.MapNode map -> {
                var entries = ((Node.MapNode) other).entries();
                assertEquals(keys(map.entries()), keys(entries));
                same(values(map.entries()), values(entries));
            }
            case Node.ScalarNode scalar -> {
                var twin = (Node.ScalarNode) other;
                assertEquals(scalar.branch(), twin.branch());
                if (scalar.value() instanceof Scalar.Binary(var bytes)) {
                    assertArrayEquals(bytes, ((Scalar.Binary) twin.value()).value());
                } else {
                    assertEquals(scalar.value(), twin.value());
                }
            }
            case Node.UnknownNode unknown -> {
                var reading = ((Node.UnknownNode) other).reading();
                assertEquals(unknown.reading() == null, reading == null);
                if (unknown.reading() != null && reading != null) {
                    same(unknown.reading(), reading);
                }
            }
            case Node.AbsentNode _, Node.RestNode _ -> {}
            case Node.MalformedNode damage ->
                    assertEquals(damage.reason(), ((Node.MalformedNode) other).reason());
        }
    }

    private static void same(List<Node> some, List<Node> others) {
        assertEquals(some.size(), others.size());
        for (int i = 0; i < some.size(); i++) {
            same(some.get(i), others.get(i));
        }
    }

    private static List<String> keys(List<Node.MapNode.Entry> entries) {
        return entries.stream().map(Node.MapNode.Entry::key).toList();
    }

    private static List<Node> values(List<Node.MapNode.Entry> entries) {
        return entries.stream().map(Node.MapNode.Entry::value).toList();
    }

    /// Writes the tree as JSON in both its forms; answers how many characters that takes.
    public static int json(Walked walked) {
        var writer = new StringWriter();
        try (var json = MAPPER.createGenerator(writer)) {
            json.writeStartArray();
            var message =
                    new Decoded.DecodedMessage(
                            Format.BYTES,
                            Framing.RAW,
                            null,
                            walked.root(),
                            walked.findings(),
                            List.of());
            new JsonTree(json).value(message);
            new JsonTree(json).fields(walked.root());
            json.writeEndArray();
        }
        try (var parser = MAPPER.createParser(writer.toString())) {
            while (parser.nextToken() != null) {
                // only that it is JSON
            }
        }
        return writer.getBuffer().length();
    }

    /// Checks that the tree covers the payload from `from` on: the root is all of it, and leaves
    /// (single values, unknown fields, damage) lie apart, so that every byte is in one leaf or
    /// belongs to the containers around it alone.
    public static void covered(Node root, int from, int length) {
        assertEquals(new ByteRange(from, length), root.range(), "the root's bytes");
        var leaves = new ArrayList<ByteRange>();
        leaves(root, leaves);
        leaves.sort((a, b) -> Integer.compare(a.start(), b.start()));
        int end = from;
        for (var leaf : leaves) {
            assertTrue(leaf.start() >= end, () -> leaf + " overlaps what is before it");
            end = leaf.end();
        }
    }

    /// The bytes of everything in a tree that has none below it.
    public static void leaves(Node node, List<ByteRange> leaves) {
        switch (node) {
            case Node.RecordNode record ->
                    record.children().forEach(child -> leaves(child, leaves));
            case Node.ListNode list -> list.elements().forEach(child -> leaves(child, leaves));
            case Node.MapNode map -> map.entries().forEach(entry -> leaves(entry.value(), leaves));
            case Node.UnknownNode _, Node.ScalarNode _, Node.RestNode _, Node.MalformedNode _ -> {
                if (node.range().length() > 0) {
                    leaves.add(node.range());
                }
            }
            case Node.AbsentNode _ -> {}
        }
    }

    private static void nested(Node node, ByteRange parent) {
        assertTrue(parent.contains(node.range()), () -> parent + " holds " + node.range());
        switch (node) {
            case Node.RecordNode record ->
                    record.children().forEach(child -> nested(child, node.range()));
            case Node.ListNode list ->
                    list.elements().forEach(child -> nested(child, node.range()));
            case Node.MapNode map ->
                    map.entries().forEach(entry -> nested(entry.value(), node.range()));
            case Node.UnknownNode unknown -> {
                if (unknown.reading() != null) {
                    nested(unknown.reading(), node.range());
                }
            }
            case Node.ScalarNode _, Node.AbsentNode _, Node.RestNode _, Node.MalformedNode _ -> {}
        }
    }

    /// A payload changed in a few places, cut, or grown.
    public static byte[] mutated(byte[] payload, Random random) {
        var bytes = payload.clone();
        int changes = random.nextInt(4);
        for (int i = 0; i < changes && bytes.length > 0; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes = Arrays.copyOf(bytes, at);
                default -> {
                    var more = new byte[bytes.length + 1 + random.nextInt(4)];
                    int grown = more.length - bytes.length;
                    System.arraycopy(bytes, 0, more, 0, at);
                    System.arraycopy(bytes, at, more, at + grown, bytes.length - at);
                    for (int k = 0; k < grown; k++) {
                        more[at + k] = (byte) random.nextInt(256);
                    }
                    bytes = more;
                }
            }
        }
        return bytes;
    }

    public static byte[] random(Random random, int most) {
        var bytes = new byte[random.nextInt(most)];
        random.nextBytes(bytes);
        return bytes;
    }

    /// What is left in a buffer.
    public static byte[] bytes(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    /// A short string with characters of one to four bytes in UTF-8.
    public static String text(Random random) {
        var text = new StringBuilder();
        int length = random.nextInt(8);
        for (int i = 0; i < length; i++) {
            switch (random.nextInt(6)) {
                case 0 -> text.append('é');
                case 1 -> text.append('東');
                case 2 -> text.appendCodePoint(0x1F600 + random.nextInt(50));
                case 3 -> text.append("\"\\\n\t/\u0001".charAt(random.nextInt(6)));
                default -> text.append((char) ('a' + random.nextInt(26)));
            }
        }
        return text.toString();
    }
}
