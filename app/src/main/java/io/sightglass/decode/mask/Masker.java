package io.sightglass.decode.mask;

import io.sightglass.decode.Paths;
import io.sightglass.model.ByteRange;
import io.sightglass.model.Decoded;
import io.sightglass.model.Finding;
import io.sightglass.model.FindingKind;
import io.sightglass.model.Node;
import io.sightglass.model.Scalar;
import io.sightglass.model.Sentence;
import io.sightglass.model.Wrapping;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Takes masked values out of what was decoded. Lengths stay: a masked byte is another byte.
///
/// Where bytes could not be read, nobody knows which of them belong to a masked field; then all are
/// masked but those of values that are shown. Null stays null: it is no value.
public final class Masker {
    /// The id of the finding that says that all of a payload is masked.
    public static final String WHOLE = "mask.whole";

    private static final String ANY = "[]";

    private final Masks masks;
    private final Hidden hidden = new Hidden();
    private final List<ByteRange> ranges = new ArrayList<>();
    private final List<ByteRange> shown = new ArrayList<>();
    private boolean damaged;

    private Masker(Masks masks) {
        this.masks = masks;
    }

    /// @param payload the record's bytes, which stay as they are
    public static Masked mask(Decoded decoded, byte @Nullable [] payload, Masks masks) {
        return masks.isEmpty()
                ? new Masked(decoded, payload)
                : new Masker(masks).of(decoded, payload);
    }

    /// What was said of a payload, kept from telling its masked values.
    ///
    /// @param decoded the payload, not masked
    public static List<Finding> findings(Decoded decoded, Masks masks, List<Finding> findings) {
        if (masks.isEmpty() || !(decoded instanceof Decoded.DecodedMessage message)) {
            return findings;
        }
        var masker = new Masker(masks);
        masker.root(message.root());
        return findings.stream().map(masker.hidden::masked).toList();
    }

    private Masked of(Decoded decoded, byte @Nullable [] payload) {
        return switch (decoded) {
            case Decoded.Tombstone _ -> new Masked(decoded, payload);
            case Decoded.Undecodable undecodable -> undecodable(undecodable, payload);
            case Decoded.DecodedMessage message -> message(message, payload);
        };
    }

    private static Masked undecodable(Decoded.Undecodable undecodable, byte @Nullable [] payload) {
        var bytes = filled(undecodable.bytes());
        var findings = new ArrayList<>(undecodable.findings());
        findings.add(whole(bytes.length));
        var masked =
                new Decoded.Undecodable(
                        bytes,
                        undecodable.pending(),
                        findings,
                        undecodable.attempts(),
                        filled(undecodable.wrapping()),
                        undecodable.likely());
        return new Masked(masked, payload == null ? null : bytes);
    }

    private static Finding whole(int length) {
        return new Finding(
                FindingKind.NOTICE,
                WHOLE,
                "",
                new ByteRange(0, length),
                Sentence.of(
                        "The payload is masked from end to end: it has fields that are tagged as"
                                + " personal data, and where they are cannot be told."));
    }

    private Masked message(Decoded.DecodedMessage message, byte @Nullable [] payload) {
        for (var finding : message.findings()) {
            damaged |= finding.kind() == FindingKind.MALFORMED;
        }
        var root = root(message.root());
        var findings = new ArrayList<Finding>();
        message.findings().forEach(finding -> findings.add(hidden.masked(finding)));
        if (masks.coversAll()) {
            findings.add(whole(message.root().range().end()));
        }
        var framing = message.framing();
        shown.add(new ByteRange(framing.start(), framing.end()));
        var wrapping = message.wrapping();
        byte[] bytes = payload;
        if (wrapping != null) {
            var inner = wrapping.bytes().clone();
            cover(inner);
            wrapping = new Wrapping(wrapping.codecs(), wrapping.before(), inner);
            // compressed bytes tell everything to whoever unpacks them
            bytes = payload == null ? null : filled(payload);
        } else if (payload != null) {
            bytes = payload.clone();
            cover(bytes);
        }
        var masked =
                new Decoded.DecodedMessage(
                        message.format(),
                        framing,
                        message.schema(),
                        root,
                        findings,
                        message.attempts(),
                        wrapping,
                        message.readAs());
        return new Masked(masked, bytes);
    }

    private void cover(byte[] bytes) {
        if (!damaged) {
            ranges.forEach(range -> fill(bytes, range.start(), range.end()));
            return;
        }
        shown.sort((a, b) -> Integer.compare(a.start(), b.start()));
        int at = 0;
        for (var range : shown) {
            fill(bytes, at, range.start());
            at = Math.max(at, range.end());
        }
        fill(bytes, at, bytes.length);
        ranges.forEach(range -> fill(bytes, range.start(), range.end()));
    }

    private static void fill(byte[] bytes, int from, int to) {
        int end = Math.min(to, bytes.length);
        if (from < end) {
            Arrays.fill(bytes, from, end, Masked.BYTE);
        }
    }

    private static byte[] filled(byte[] bytes) {
        var filled = new byte[bytes.length];
        Arrays.fill(filled, Masked.BYTE);
        return filled;
    }

    private static @Nullable Wrapping filled(@Nullable Wrapping wrapping) {
        return wrapping == null
                ? null
                : new Wrapping(wrapping.codecs(), wrapping.before(), filled(wrapping.bytes()));
    }

    private Node root(Node root) {
        return masks.coversAll() ? hide(root, "") : node(root, "", "");
    }

    /// @param path as findings write it
    /// @param place the same, with `[]` for any element
    private Node node(Node node, String path, String place) {
        return switch (node) {
            case Node.RecordNode record -> {
                var children = new ArrayList<Node>(record.children().size());
                for (var child : record.children()) {
                    var name = child.field().name();
                    children.add(
                            below(
                                    child,
                                    masks.covers(record.typeName(), name, named(place, name)),
                                    named(path, name),
                                    named(place, name)));
                }
                yield new Node.RecordNode(
                        record.field(), record.start(), record.end(), record.typeName(), children);
            }
            case Node.ListNode list -> {
                var elements = new ArrayList<Node>(list.elements().size());
                boolean covered = masks.covers("", "", place + ANY);
                for (int i = 0; i < list.elements().size(); i++) {
                    elements.add(
                            below(
                                    list.elements().get(i),
                                    covered,
                                    path + "[" + i + "]",
                                    place + ANY));
                }
                yield new Node.ListNode(list.field(), list.start(), list.end(), elements);
            }
            case Node.MapNode map -> {
                var entries = new ArrayList<Node.MapNode.Entry>(map.entries().size());
                boolean any = masks.covers("", "", place + ANY);
                for (var entry : map.entries()) {
                    var at = named(place, entry.key());
                    boolean covered = any || masks.covers("", entry.key(), at);
                    var value =
                            below(
                                    entry.value(),
                                    covered,
                                    path + Paths.key(map.field(), entry.key()),
                                    at);
                    entries.add(new Node.MapNode.Entry(entry.key(), value, entry.joins()));
                }
                yield new Node.MapNode(map.field(), map.range(), entries);
            }
            case Node.UnknownNode(var field, var range, var reading) when reading != null -> {
                shown.add(range);
                yield new Node.UnknownNode(field, range, node(reading, path, place));
            }
            case Node.ScalarNode scalar -> {
                shown.add(scalar.range());
                yield scalar;
            }
            case Node.UnknownNode unknown -> {
                shown.add(unknown.range());
                yield unknown;
            }
            case Node.AbsentNode absent -> absent;
            case Node.RestNode rest -> {
                ranges.add(rest.range());
                yield rest;
            }
            case Node.MalformedNode malformed -> {
                damaged = true;
                yield malformed;
            }
        };
    }

    private Node below(Node node, boolean covered, String path, String place) {
        return covered ? hide(node, path) : node(node, path, place);
    }

    private Node hide(Node node, String path) {
        return switch (node) {
            case Node.AbsentNode absent -> absent;
            case Node.ScalarNode scalar when scalar.value() instanceof Scalar.Null -> {
                shown.add(scalar.range());
                yield scalar;
            }
            case Node.RestNode rest -> {
                ranges.add(rest.range());
                yield rest;
            }
            case Node.MalformedNode malformed -> {
                damaged = true;
                hidden.add(path, malformed);
                ranges.add(malformed.range());
                yield malformed;
            }
            case Node.RecordNode _,
                    Node.ListNode _,
                    Node.MapNode _,
                    Node.ScalarNode _,
                    Node.UnknownNode _ -> {
                hidden.add(path, node);
                ranges.add(node.range());
                var branch = node instanceof Node.ScalarNode scalar ? scalar.branch() : null;
                yield new Node.ScalarNode(node.field(), node.range(), new Scalar.Masked(), branch);
            }
        };
    }

    private static String named(String path, String name) {
        var at = new StringBuilder(path);
        Paths.append(at, name);
        return at.toString();
    }
}
