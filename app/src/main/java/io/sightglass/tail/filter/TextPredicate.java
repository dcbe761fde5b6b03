package io.sightglass.tail.filter;

import io.sightglass.model.Decoded;
import io.sightglass.model.Node;
import io.sightglass.model.RawRecord;
import io.sightglass.model.Scalar;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Looks for a text, upper and lower case alike, in the bytes of key, value and headers, then in
/// the decoded values, since enum names, numbers and times are not text in every format.
final class TextPredicate implements RecordPredicate {
    /// What numbers are written with. Most texts that people look for have other characters, and
    /// then no number needs to be written out.
    private static final Pattern NUMBER = Pattern.compile("[-+.0-9e]+");

    private static final List<String> NUMBER_WORDS = List.of("-infinity", "nan");

    /// The same for dates, times and durations in ISO 8601.
    private static final Pattern TIME = Pattern.compile("[-+:.0-9tzpdhmsyw]+");

    private final String text;
    private final byte[] bytes;
    private final boolean ascii;
    private final boolean maybeNumber;
    private final boolean maybeTime;

    TextPredicate(String text) {
        this.text = text.toLowerCase(Locale.ROOT);
        this.bytes = this.text.getBytes(StandardCharsets.UTF_8);
        this.ascii = bytes.length == this.text.length();
        this.maybeNumber =
                NUMBER.matcher(this.text).matches()
                        || NUMBER_WORDS.stream().anyMatch(word -> word.contains(this.text));
        this.maybeTime = TIME.matcher(this.text).matches();
    }

    @Override
    public boolean test(RawRecord record, Supplier<Decoded> key, Supplier<Decoded> value) {
        return inBytes(record.key())
                || inBytes(record.value())
                || inHeaders(record)
                || (record.key() != null && inDecoded(key.get()))
                || (record.value() != null && inDecoded(value.get()));
    }

    @Override
    public boolean wantsFindings() {
        return false;
    }

    private boolean inHeaders(RawRecord record) {
        for (var header : record.headers().list()) {
            if (inText(header.name()) || inBytes(header.value())) {
                return true;
            }
        }
        return false;
    }

    private boolean inDecoded(Decoded decoded) {
        return decoded instanceof Decoded.DecodedMessage message && inNode(message.root());
    }

    private boolean inNode(@Nullable Node node) {
        return switch (node) {
            case null -> false;
            case Node.RecordNode record -> record.children().stream().anyMatch(this::inNode);
            case Node.ListNode list -> list.elements().stream().anyMatch(this::inNode);
            case Node.MapNode map ->
                    map.entries().stream().anyMatch(e -> inText(e.key()) || inNode(e.value()));
            case Node.ScalarNode scalar -> inScalar(scalar.value());
            case Node.UnknownNode unknown -> inNode(unknown.reading());
            case Node.AbsentNode _, Node.RestNode _, Node.MalformedNode _ -> false;
        };
    }

    private boolean inScalar(Scalar scalar) {
        return switch (scalar) {
            case Scalar.Null _, Scalar.Masked _, Scalar.Binary _ -> false;
            case Scalar.Bool bool -> inText(Boolean.toString(bool.value()));
            case Scalar.Int number -> maybeNumber && inText(Long.toString(number.value()));
            case Scalar.Unsigned number ->
                    maybeNumber && inText(Long.toUnsignedString(number.bits()));
            case Scalar.Float32 number -> maybeNumber && inText(Float.toString(number.value()));
            case Scalar.Float64 number -> maybeNumber && inText(Double.toString(number.value()));
            case Scalar.Number number -> maybeNumber && inText(number.literal());
            case Scalar.Decimal number -> maybeNumber && inText(number.text());
            case Scalar.Text words -> inText(words.value());
            case Scalar.Symbol symbol -> inText(symbol.name());
            case Scalar.Temporal temporal -> maybeTime && inText(temporal.iso());
        };
    }

    private boolean inText(String where) {
        return where.length() >= text.length() && where.toLowerCase(Locale.ROOT).contains(text);
    }

    private boolean inBytes(byte @Nullable [] where) {
        if (where == null) {
            return false;
        }
        if (!ascii) {
            return inText(new String(where, StandardCharsets.UTF_8));
        }
        int last = where.length - bytes.length;
        for (int at = 0; at <= last; at++) {
            if (lower(where[at]) == bytes[0] && isAt(where, at)) {
                return true;
            }
        }
        return false;
    }

    private boolean isAt(byte[] where, int at) {
        for (int i = 1; i < bytes.length; i++) {
            if (lower(where[at + i]) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte lower(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b + ('a' - 'A')) : b;
    }
}
