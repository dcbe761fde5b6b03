package io.sightglass.decode.protobuf;

import io.sightglass.decode.TreeSink;
import io.sightglass.decode.Utf8;
import io.sightglass.model.FieldInfo;
import io.sightglass.model.Logical;
import io.sightglass.model.Node;
import io.sightglass.model.Scalar;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// What else a Protobuf field may be that no schema names: every type that is written with its wire
/// type (protobuf.dev, "Encoding", "Message Structure") and that its bytes fit. Made from a node of
/// the tree and the payload's bytes when somebody looks, so that a tree costs nothing more.
///
/// The order is that of likelihood, as far as that can be told.
public final class OtherReadings {
    /// Longer content is not looked at once more.
    static final int MOST_BYTES = 1 << 16;

    private static final String LIST = "a list";

    private static final int MOST_VALUES = 10_000;

    /// From 2000 to 2100: a number that is a time in these years may well be meant as one.
    private static final long EARLIEST = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();

    private static final long LATEST = Instant.parse("2100-01-01T00:00:00Z").getEpochSecond();

    private final byte[] payload;
    private final FieldInfo field;
    private final Node node;
    private final String best;
    private final List<OtherReading> found = new ArrayList<>();

    private OtherReadings(byte[] payload, Node node, String best) {
        this.payload = payload;
        this.field = node.field();
        this.node = node;
        this.best = best;
    }

    /// Whether a node is one that was read without a schema. No schema can name a field by its
    /// number.
    public static boolean isRaw(Node node) {
        var field = node.field();
        return field.number() > 0 && field.name().equals(Integer.toString(field.number()));
    }

    /// The type that the tree shows such a node as, in the words of [OtherReading#as]; empty for
    /// damage and for what is not raw.
    public static String as(Node node) {
        if (!isRaw(node)) {
            return "";
        }
        boolean four = node.field().type().equals(Wire.name(Wire.FIXED32));
        boolean varint = node.field().type().equals(Wire.name(Wire.VARINT));
        return switch (node) {
            case Node.UnknownNode unknown -> unknown.reading() == null ? "" : as(unknown.reading());
            case Node.RecordNode record ->
                    record.field().type().equals(Wire.name(Wire.START_GROUP)) ? "group" : "message";
            case Node.ScalarNode scalar ->
                    switch (scalar.value()) {
                        case Scalar.Int _ -> varint ? "int64" : four ? "sfixed32" : "sfixed64";
                        case Scalar.Float32 _ -> "float";
                        case Scalar.Float64 _ -> "double";
                        case Scalar.Text _ -> "string";
                        case Scalar.Binary _ -> "bytes";
                        case Scalar.Null _,
                                Scalar.Bool _,
                                Scalar.Unsigned _,
                                Scalar.Number _,
                                Scalar.Decimal _,
                                Scalar.Symbol _,
                                Scalar.Masked _,
                                Scalar.Temporal _ ->
                                "";
                    };
            case Node.ListNode _,
                    Node.MapNode _,
                    Node.AbsentNode _,
                    Node.RestNode _,
                    Node.MalformedNode _ ->
                    "";
        };
    }

    /// What else a node may be; empty where it is not raw, or a group, which nothing else is.
    ///
    /// @param payload the bytes that the node's range counts in
    public static List<OtherReading> of(Node node, byte[] payload) {
        var read = node instanceof Node.UnknownNode unknown ? unknown.reading() : node;
        var best = read == null ? "" : as(read);
        if (read == null || best.isEmpty() || read.range().end() > payload.length) {
            return List.of();
        }
        var others = new OtherReadings(payload, read, best);
        others.look();
        return List.copyOf(others.found);
    }

    private void look() {
        int end = node.range().end();
        int size = Wire.varintSize(payload, node.range().start(), end);
        long tag = size > 0 ? Wire.varint(payload, node.range().start(), size) : 0;
        if (tag >>> 3 != field.number()) {
            return;
        }
        int at = node.range().start() + size;
        switch ((int) tag & 7) {
            case Wire.VARINT -> varint(Wire.varint(payload, at, end - at));
            case Wire.FIXED64 -> fixed64(Wire.fixed64(payload, at));
            case Wire.FIXED32 -> fixed32(Wire.fixed32(payload, at));
            case Wire.LENGTH -> delimited(at + Wire.varintSize(payload, at, end), end);
            default -> {}
        }
    }

    private void varint(long bits) {
        if (bits == 0 || bits == 1) {
            scalar("bool", "", new Scalar.Bool(bits == 1));
        }
        scalar("sint64", "zigzag", new Scalar.Int((bits >>> 1) ^ -(bits & 1)));
        if (bits < 0) {
            scalar("uint64", "unsigned", new Scalar.Unsigned(bits));
        }
        times(bits);
    }

    private void fixed64(long bits) {
        if (!best.equals("sfixed64")) {
            scalar("sfixed64", "signed", new Scalar.Int(bits));
        }
        if (bits < 0) {
            scalar("fixed64", "unsigned", new Scalar.Unsigned(bits));
        }
        if (!best.equals("double")) {
            scalar("double", "", new Scalar.Float64(Double.longBitsToDouble(bits)));
            times(bits);
        }
    }

    private void fixed32(int bits) {
        if (!best.equals("sfixed32")) {
            scalar("sfixed32", "signed", new Scalar.Int(bits));
        }
        if (bits < 0) {
            scalar("fixed32", "unsigned", new Scalar.Int(Integer.toUnsignedLong(bits)));
        }
        if (!best.equals("float")) {
            scalar("float", "", new Scalar.Float32(Float.intBitsToFloat(bits)));
            time("seconds", Integer.toUnsignedLong(bits), 1);
        }
    }

    private void times(long bits) {
        time("seconds", bits, 1);
        time("millis", bits, 1_000);
        time("micros", bits, 1_000_000);
        time("nanos", bits, 1_000_000_000);
    }

    private void time(String unit, long value, long perSecond) {
        if (value >= EARLIEST * perSecond && value / perSecond < LATEST) {
            long nanos = value % perSecond * (1_000_000_000 / perSecond);
            var time = Instant.ofEpochSecond(value / perSecond, nanos);
            scalar("timestamp-" + unit, "time in " + unit, new Scalar.Temporal(value, time));
        }
    }

    private void delimited(int from, int to) {
        if (to - from > MOST_BYTES) {
            return;
        }
        boolean text =
                Utf8.firstBad(payload, from, to) < 0 && RawGuess.isTextual(payload, from, to);
        if (!best.equals("string") && text && to > from) {
            var value = new String(payload, from, to - from, StandardCharsets.UTF_8);
            scalar("string", "", new Scalar.Text(value));
        }
        boolean fields = from == to || RawGuess.isFields(payload, from, to, MOST_VALUES);
        if (!best.equals("message") && fields) {
            found.add(new OtherReading("message", "", message(from, to)));
        }
        if (best.equals("string")) {
            // Two amounts may look like text; other lists of numbers hardly do.
            doubles(from, to, false);
        } else {
            packed(from, to);
        }
        if (!best.equals("bytes")) {
            scalar("bytes", "", new Scalar.Binary(Arrays.copyOfRange(payload, from, to)));
        }
    }

    private Node message(int from, int to) {
        var tree = new TreeSink();
        var reading = new RawReading();
        var info = info("message");
        tree.begin(payload, 0, payload.length);
        reading.begin(payload, 0, MOST_VALUES);
        tree.enterRecord(info, "", node.range().start());
        reading.fields(info, from, to, 1, tree);
        tree.exitRecord(info, to);
        tree.finish();
        return Objects.requireNonNull(tree.root(), "a message");
    }

    /// Lists of numbers without tags between them.
    private void packed(int from, int to) {
        int size = to - from;
        var varints = varints(from, to);
        if (varints != null) {
            found.add(new OtherReading("packed int64", LIST, varints));
        }
        if (size >= 2 * Integer.BYTES && size % Integer.BYTES == 0) {
            boolean floating = true;
            for (int at = from; at < to; at += Integer.BYTES) {
                floating &= RawGuess.isFloating(Float.intBitsToFloat(Wire.fixed32(payload, at)));
            }
            fixed(from, to, Integer.BYTES, floating, "packed sfixed32", "packed float");
        }
        doubles(from, to, true);
    }

    /// @param any whether numbers that are no everyday ones are meant too
    private void doubles(int from, int to, boolean any) {
        int size = to - from;
        if (size < 2 * Long.BYTES || size % Long.BYTES != 0) {
            return;
        }
        boolean floating = true;
        for (int at = from; at < to; at += Long.BYTES) {
            floating &= RawGuess.isFloating(Double.longBitsToDouble(Wire.fixed64(payload, at)));
        }
        if (any || floating) {
            fixed(from, to, Long.BYTES, floating, "packed sfixed64", "packed double");
        }
    }

    /// Integers of a fixed size, unless all are everyday floating-point numbers, and these.
    private void fixed(
            int from, int to, int size, boolean floating, String integers, String numbers) {
        if (!floating) {
            found.add(new OtherReading(integers, LIST, fixed(integers, from, to, size, false)));
        }
        found.add(new OtherReading(numbers, LIST, fixed(numbers, from, to, size, true)));
    }

    /// Varints from end to end, none longer than it has to be; else null.
    private @Nullable Node varints(int from, int to) {
        var element = FieldInfo.of("", -1, "int64");
        var elements = new ArrayList<Node>();
        int at = from;
        while (at < to) {
            int size = Wire.varintSize(payload, at, to);
            if (size <= 0 || (size > 1 && payload[at + size - 1] == 0)) {
                return null;
            }
            var value = new Scalar.Int(Wire.varint(payload, at, size));
            elements.add(new Node.ScalarNode(element, at, at + size, value, null));
            at += size;
        }
        return elements.isEmpty() ? null : list("packed int64", elements);
    }

    private Node fixed(String as, int from, int to, int size, boolean floating) {
        var element = FieldInfo.of("", -1, as.substring("packed ".length()));
        var elements = new ArrayList<Node>();
        for (int at = from; at < to; at += size) {
            long bits = size == Long.BYTES ? Wire.fixed64(payload, at) : Wire.fixed32(payload, at);
            Scalar value =
                    !floating
                            ? new Scalar.Int(bits)
                            : size == Long.BYTES
                                    ? new Scalar.Float64(Double.longBitsToDouble(bits))
                                    : new Scalar.Float32(Float.intBitsToFloat((int) bits));
            elements.add(new Node.ScalarNode(element, at, at + size, value, null));
        }
        return list(as, elements);
    }

    private Node list(String as, List<Node> elements) {
        return new Node.ListNode(info(as), node.range().start(), node.range().end(), elements);
    }

    private void scalar(String as, String words, Scalar value) {
        var range = node.range();
        found.add(
                new OtherReading(
                        as,
                        words,
                        new Node.ScalarNode(info(as), range.start(), range.end(), value, null)));
    }

    private FieldInfo info(String as) {
        return new FieldInfo(field.name(), -1, field.number(), as, null, Logical.NONE, null);
    }
}
