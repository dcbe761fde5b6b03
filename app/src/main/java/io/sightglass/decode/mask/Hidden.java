package io.sightglass.decode.mask;

import io.sightglass.model.Finding;
import io.sightglass.model.FindingKind;
import io.sightglass.model.Node;
import io.sightglass.model.Scalar;
import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/// What was taken out of one payload, so that sentences about it can be kept from telling.
final class Hidden {
    private static final int MOST = 10_000;
    private static final int LONGEST = 2_000;

    /// A clipped value is known by so many of its first characters.
    private static final int KNOWN_BY = 4;

    private static final String EXPECTED = "; expected ";

    private final Set<String> paths = new HashSet<>();
    private final Set<String> secrets = new HashSet<>();
    private @Nullable List<String> sorted;

    /// Notes that the value at a place was taken out, as findings write the place.
    void add(String path, Node node) {
        paths.add(path);
        gather(node);
    }

    private void gather(Node node) {
        if (secrets.size() >= MOST) {
            return;
        }
        switch (node) {
            case Node.RecordNode record -> record.children().forEach(this::gather);
            case Node.ListNode list -> list.elements().forEach(this::gather);
            case Node.MapNode map ->
                    map.entries()
                            .forEach(entry -> {
                                secret(entry.key());
                                gather(entry.value());
                            });
            case Node.ScalarNode scalar -> gather(scalar.value());
            case Node.UnknownNode unknown -> {
                if (unknown.reading() != null) {
                    gather(unknown.reading());
                }
            }
            case Node.AbsentNode _, Node.RestNode _, Node.MalformedNode _ -> {}
        }
    }

    /// All the ways in which a value is written somewhere.
    private void gather(Scalar scalar) {
        switch (scalar) {
            case Scalar.Null _, Scalar.Masked _, Scalar.Bool _ -> {}
            case Scalar.Int(long value) -> secret(Long.toString(value));
            case Scalar.Unsigned(long bits) -> secret(Long.toUnsignedString(bits));
            case Scalar.Float32(float value) -> secret(Float.toString(value));
            case Scalar.Float64(double value) -> secret(Double.toString(value));
            case Scalar.Number(String literal) -> secret(literal);
            case Scalar.Decimal(var value) -> {
                secret(value.toString());
                if (Math.abs((long) value.scale()) <= LONGEST) {
                    secret(value.toPlainString());
                }
            }
            case Scalar.Text(String value) -> secret(value);
            case Scalar.Binary(byte[] value) -> {
                secret(HexFormat.of().formatHex(value));
                secret(Base64.getEncoder().encodeToString(value));
            }
            case Scalar.Symbol(String name, int number) ->
                    secret(name.isEmpty() ? Integer.toString(number) : name);
            case Scalar.Temporal temporal -> {
                secret(temporal.iso());
                secret(Long.toString(temporal.raw()));
            }
        }
    }

    private void secret(String text) {
        if (!text.isEmpty()) {
            secrets.add(text.substring(0, Math.min(text.length(), LONGEST)));
        }
    }

    /// A finding that does not tell what was hidden: of a masked field, only what was expected is
    /// said; of others, values that were taken out elsewhere do not appear.
    Finding masked(Finding finding) {
        var message = without(isWithin(finding.path()) ? brief(finding) : finding.message());
        return message.equals(finding.message())
                ? finding
                : new Finding(
                        finding.kind(), finding.rule(), finding.path(), finding.range(), message);
    }

    /// Whether a path is that of a masked value, or below it.
    private boolean isWithin(String path) {
        if (paths.contains(path)) {
            return true;
        }
        for (int i = path.length() - 1; i > 0; i--) {
            char c = path.charAt(i);
            if ((c == '.' || c == '[') && paths.contains(path.substring(0, i))) {
                return true;
            }
        }
        return paths.contains("");
    }

    private static Sentence brief(Finding finding) {
        var path = finding.path();
        var words = Sentence.builder();
        if (path.isEmpty()) {
            words.text("The value");
        } else {
            words.strong(path);
        }
        var plain = finding.message().plain();
        int expected = plain.lastIndexOf(EXPECTED);
        boolean broken = finding.kind() == FindingKind.VIOLATION;
        return words.text(broken ? " is masked, and breaks " : " is masked; what was found is ")
                .strong(finding.rule())
                .text(expected < 0 ? "." : plain.substring(expected))
                .build();
    }

    private Sentence without(Sentence sentence) {
        var parts = new ArrayList<Sentence.Part>();
        boolean changed = false;
        for (var part : sentence.parts()) {
            var text = without(part.text());
            changed |= !text.equals(part.text());
            parts.add(new Sentence.Part(text, part.strong()));
        }
        return changed ? new Sentence(parts) : sentence;
    }

    private String without(String text) {
        var left = text;
        for (var secret : longestFirst()) {
            left = withoutClipped(withoutWhole(left, secret), secret);
        }
        return left;
    }

    private static String withoutWhole(String text, String secret) {
        var left = text;
        int at = left.indexOf(secret);
        while (at >= 0) {
            int end = at + secret.length();
            if (secret.length() >= KNOWN_BY || isAlone(left, at, end)) {
                left = left.substring(0, at) + Scalar.Masked.TEXT + left.substring(end);
                at += Scalar.Masked.TEXT.length();
            } else {
                at++;
            }
            at = left.indexOf(secret, at);
        }
        return left;
    }

    /// A long value stands in sentences by its beginning, and `…`.
    private static String withoutClipped(String text, String secret) {
        if (secret.length() <= KNOWN_BY) {
            return text;
        }
        var left = text;
        var beginning = secret.substring(0, KNOWN_BY);
        int at = left.indexOf(beginning);
        while (at >= 0) {
            int end = at;
            while (end < left.length()
                    && end - at < secret.length()
                    && left.charAt(end) == secret.charAt(end - at)) {
                end++;
            }
            if (end < left.length() && left.charAt(end) == '…') {
                left = left.substring(0, at) + Scalar.Masked.TEXT + left.substring(end);
                end = at + Scalar.Masked.TEXT.length();
            }
            at = left.indexOf(beginning, Math.max(end, at + 1));
        }
        return left;
    }

    /// Longer ones may have shorter ones in them.
    private List<String> longestFirst() {
        var known = sorted;
        if (known == null || known.size() != secrets.size()) {
            known =
                    secrets.stream()
                            .sorted(Comparator.comparingInt(String::length).reversed())
                            .toList();
            sorted = known;
        }
        return known;
    }

    /// Whether what stands from `from` to `to` is no part of a longer word or number.
    private static boolean isAlone(String text, int from, int to) {
        boolean before = from > 0 && Character.isLetterOrDigit(text.charAt(from - 1));
        boolean after = to < text.length() && Character.isLetterOrDigit(text.charAt(to));
        return !before && !after;
    }
}
