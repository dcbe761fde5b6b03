package io.sightglass.decode;

import io.sightglass.model.ByteRange;
import io.sightglass.model.Decoded;
import io.sightglass.model.Logical;
import io.sightglass.model.Node;
import io.sightglass.model.Scalar;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Writes a decoded payload as JSON: its value as a reader sees it, and its fields as they stand in
/// the bytes.
///
/// Nothing is rounded: 64-bit integers are numbers in full, decimals keep their scale, JSON numbers
/// are copied digit for digit; numbers that JSON lacks (NaN, infinities) are strings, bytes are
/// base64, dates and times ISO-8601. Protobuf's own types (Timestamp, Struct, wrappers, Any and so
/// on) have the form in the value that ProtoJSON gives them; their fields stay as they stand.
///
/// Null, absent, default and empty are four things. In the value an absent field is left out; among
/// the fields it has `"absent":true` and, where a reader sees one, the schema's `"default"`. An
/// explicit null has `"value":null`. Text, bytes, lists and maps of no length are `""`, `[]`, `{}`
/// in the value, and among the fields have their value or, as containers do, none.
public final class JsonTree {
    private static final Pattern LITERAL =
            Pattern.compile("null|true|false|\\[]|\\{}|-?(0|[1-9]\\d*)(\\.\\d+)?([eE][-+]?\\d+)?");

    private final JsonGenerator json;
    private final @Nullable JsonReadings readings;

    /// @param json one that writes to [WholeText], where texts may hold half of a surrogate pair
    public JsonTree(JsonGenerator json) {
        this.json = json;
        readings = null;
    }

    /// @param payload the bytes that positions count in: fields that no schema names are then shown
    ///   with what else they may be
    public JsonTree(JsonGenerator json, byte[] payload) {
        this.json = json;
        readings = new JsonReadings(json, this, payload);
    }

    /// The value: without unknown, absent and damaged fields. Where a field stands more than once a
    /// reader keeps the last, and merges messages; so does this. A oneof's replaced member is left
    /// out.
    public void value(Decoded.DecodedMessage message) {
        var replaced = new HashSet<ByteRange>();
        for (var finding : message.findings()) {
            if (finding.rule().endsWith("." + Anomaly.ONEOF_OVERRIDDEN.id())) {
                replaced.add(finding.range());
            }
        }
        value(message.root(), replaced);
    }

    private void value(Node node, Set<ByteRange> replaced) {
        switch (node) {
            case Node.RecordNode record -> record(List.of(record), replaced);
            case Node.ListNode list -> {
                json.writeStartArray();
                list.elements().stream()
                        .filter(element -> !(element instanceof Node.RestNode))
                        .forEach(element -> value(element, replaced));
                json.writeEndArray();
            }
            case Node.MapNode map -> map(List.of(map), replaced);
            case Node.ScalarNode scalar when isNullValue(scalar) -> json.writeNull();
            case Node.ScalarNode scalar -> scalar(scalar.value());
            case Node.UnknownNode _, Node.AbsentNode _, Node.RestNode _, Node.MalformedNode _ ->
                    json.writeNull();
        }
    }

    /// One record, or the same message found several times, which a reader merges.
    private void record(List<Node.RecordNode> records, Set<ByteRange> replaced) {
        var fields = children(records, replaced);
        var type = records.getFirst().typeName();
        if (WellKnown.kind(type) == WellKnown.Kind.WRAPPER && fields.isEmpty()) {
            zero(records.getFirst());
        } else if (!wellKnown(WellKnown.kind(type), fields, replaced)) {
            json.writeStartObject();
            members(fields, type.isEmpty(), replaced);
            json.writeEndObject();
        }
    }

    private void members(Map<String, List<Node>> fields, boolean unnamed, Set<ByteRange> replaced) {
        fields.forEach((name, nodes) -> {
            json.writeName(name);
            field(nodes, unnamed, replaced);
        });
    }

    /// Writes one of Protobuf's own types in its own form. Answers whether it has one: a time out
    /// of its bounds, or a value of no kind, stays a message.
    private boolean wellKnown(
            WellKnown.Kind kind, Map<String, List<Node>> fields, Set<ByteRange> replaced) {
        return switch (kind) {
            case NONE -> false;
            case TIMESTAMP ->
                    text(WellKnown.timestamp(number(fields, "seconds"), number(fields, "nanos")));
            case DURATION ->
                    text(WellKnown.duration(number(fields, "seconds"), number(fields, "nanos")));
            case FIELD_MASK -> text(WellKnown.fieldMask(texts(fields.get("paths"))));
            case STRUCT -> {
                map(fields.getOrDefault("fields", List.of()), replaced);
                yield true;
            }
            case LIST_VALUE -> {
                json.writeStartArray();
                elements(fields.getOrDefault("values", List.of()), replaced);
                json.writeEndArray();
                yield true;
            }
            case VALUE -> {
                if (fields.containsKey("null_value")) {
                    json.writeNull();
                } else if (!fields.isEmpty()) {
                    field(fields.values().iterator().next(), false, replaced);
                }
                yield !fields.isEmpty();
            }
            case WRAPPER -> {
                field(fields.values().iterator().next(), false, replaced);
                yield true;
            }
            case ANY -> {
                any(fields, replaced);
                yield true;
            }
        };
    }

    /// A wrapper without a value: its type's zero.
    private void zero(Node.RecordNode wrapper) {
        var value = wrapper.children().isEmpty() ? null : wrapper.children().getFirst();
        var standard = value == null ? null : value.field().defaultValue();
        if (standard == null || wrapper.typeName().endsWith(".BytesValue")) {
            json.writeString("");
        } else {
            standard(standard);
        }
    }

    private boolean text(@Nullable String text) {
        if (text != null) {
            json.writeString(text);
        }
        return text != null;
    }

    private static long number(Map<String, List<Node>> fields, String name) {
        var nodes = fields.get(name);
        return nodes != null
                        && nodes.getLast() instanceof Node.ScalarNode node
                        && node.value() instanceof Scalar.Int(long value)
                ? value
                : 0;
    }

    private static List<String> texts(@Nullable List<Node> lists) {
        var texts = new ArrayList<String>();
        for (var list : lists == null ? List.<Node>of() : lists) {
            for (var element :
                    list instanceof Node.ListNode all ? all.elements() : List.<Node>of()) {
                if (element instanceof Node.ScalarNode node
                        && node.value() instanceof Scalar.Text(var text)) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }

    /// An Any: its type, and the fields of the message that it holds beside it, or the message's
    /// own form as `value`; bytes where nobody knows the type.
    private void any(Map<String, List<Node>> fields, Set<ByteRange> replaced) {
        json.writeStartObject();
        if (fields.containsKey("type_url")) {
            json.writeName("@type");
            field(fields.get("type_url"), false, replaced);
        }
        var held = fields.get("value");
        if (held != null && held.getLast() instanceof Node.RecordNode record) {
            if (WellKnown.kind(record.typeName()) == WellKnown.Kind.NONE) {
                members(children(List.of(record), replaced), false, replaced);
            } else {
                json.writeName("value");
                value(record, replaced);
            }
        } else if (held != null) {
            json.writeName("value");
            field(held, false, replaced);
        }
        json.writeEndObject();
    }

    private static Map<String, List<Node>> children(
            List<Node.RecordNode> records, Set<ByteRange> replaced) {
        var fields = new LinkedHashMap<String, List<Node>>();
        for (var record : records) {
            for (var child : record.children()) {
                if (replaced.contains(child.range())) {
                    // and with it what it was merged with, or was the last of
                    fields.remove(child.field().name());
                } else if (isValue(child)) {
                    fields.merge(child.field().name(), List.of(child), JsonTree::joined);
                }
            }
        }
        return fields;
    }

    private void field(List<Node> nodes, boolean unnamed, Set<ByteRange> replaced) {
        var last = nodes.getLast();
        boolean protobuf = last.field().number() > 0;
        if (nodes.size() > 1 && protobuf && unnamed) {
            // Without a schema nobody knows whether this is a list; nothing is left out.
            json.writeStartArray();
            nodes.forEach(node -> value(node, replaced));
            json.writeEndArray();
        } else if (protobuf && last instanceof Node.RecordNode) {
            var messages = nodes.stream().filter(Node.RecordNode.class::isInstance);
            record(messages.map(Node.RecordNode.class::cast).toList(), replaced);
        } else if (protobuf && last instanceof Node.ListNode) {
            json.writeStartArray();
            elements(nodes, replaced);
            json.writeEndArray();
        } else if (protobuf && last instanceof Node.MapNode) {
            map(nodes, replaced);
        } else {
            value(last, replaced);
        }
    }

    private void elements(List<? extends Node> lists, Set<ByteRange> replaced) {
        for (var node : lists) {
            if (node instanceof Node.ListNode list) {
                list.elements().forEach(element -> value(element, replaced));
            }
        }
    }

    /// One map, or the same field's map found several times. A reader keeps a key's last value.
    private void map(List<? extends Node> maps, Set<ByteRange> replaced) {
        var entries = new LinkedHashMap<String, List<Node>>();
        for (var node : maps) {
            if (node instanceof Node.MapNode map) {
                map.entries().forEach(entry -> put(entries, entry));
            }
        }
        json.writeStartObject();
        entries.forEach((key, values) -> {
            json.writeName(key);
            field(values, false, replaced);
        });
        json.writeEndObject();
    }

    /// Protobuf's enum `NullValue`, where it holds its one symbol.
    private static boolean isNullValue(Node.ScalarNode node) {
        return node.field().logical().kind() == Logical.Kind.NULL_VALUE
                && node.value() instanceof Scalar.Symbol symbol
                && symbol.number() == 0;
    }

    /// A key's last value; all those of one entry, which are merged.
    private static void put(Map<String, List<Node>> entries, Node.MapNode.Entry entry) {
        if (!isValue(entry.value())) {
            return;
        }
        var value = List.of(entry.value());
        if (entry.joins()) {
            entries.merge(entry.key(), value, JsonTree::joined);
        } else {
            entries.put(entry.key(), value);
        }
    }

    private static List<Node> joined(List<Node> some, List<Node> more) {
        var all = some.size() == 1 ? new ArrayList<>(some) : some;
        all.addAll(more);
        return all;
    }

    private static boolean isValue(Node node) {
        return switch (node) {
            case Node.UnknownNode _, Node.AbsentNode _, Node.RestNode _, Node.MalformedNode _ ->
                    false;
            case Node.RecordNode _, Node.ListNode _, Node.MapNode _, Node.ScalarNode _ -> true;
        };
    }

    /// A single value.
    public void scalar(Scalar scalar) {
        switch (scalar) {
            case Scalar.Null _ -> json.writeNull();
            case Scalar.Masked _ -> json.writeString(Scalar.Masked.TEXT);
            case Scalar.Bool bool -> json.writeBoolean(bool.value());
            case Scalar.Int number -> json.writeNumber(number.value());
            case Scalar.Unsigned number -> json.writeNumber(Long.toUnsignedString(number.bits()));
            case Scalar.Float32 number -> {
                if (Float.isFinite(number.value())) {
                    json.writeNumber(number.value());
                } else {
                    json.writeString(Float.toString(number.value()));
                }
            }
            case Scalar.Float64 number -> {
                if (Double.isFinite(number.value())) {
                    json.writeNumber(number.value());
                } else {
                    json.writeString(Double.toString(number.value()));
                }
            }
            case Scalar.Number number -> json.writeNumber(number.literal());
            case Scalar.Decimal decimal -> json.writeNumber(decimal.text());
            case Scalar.Text text -> json.writeString(text.value());
            case Scalar.Binary bytes ->
                    json.writeString(Base64.getEncoder().encodeToString(bytes.value()));
            case Scalar.Symbol symbol -> {
                if (symbol.name().isEmpty()) {
                    json.writeNumber(symbol.number());
                } else {
                    json.writeString(symbol.name());
                }
            }
            case Scalar.Temporal temporal -> json.writeString(temporal.iso());
        }
    }

    /// All fields with their bytes, as a flat array, parents before children. Records, lists and
    /// maps have no `value`; an unknown field has that of its best reading and `"unknown":true`; a
    /// damaged one has `"malformed"`; an absent one `"absent":true`; what stands for all that a
    /// long payload has more, `"rest":true`.
    public void fields(Node root) {
        fields("", root);
    }

    /// The same below a path.
    void fields(String above, Node root) {
        json.writeStartArray();
        Paths.each(
                above,
                root,
                (path, node) -> {
                    boolean container = !(node instanceof Node.ScalarNode);
                    boolean rest = node instanceof Node.MalformedNode;
                    if (!path.equals(above) || !container || rest) {
                        field(path, node);
                    }
                });
        json.writeEndArray();
    }

    private void field(String path, Node node) {
        json.writeStartObject();
        json.writeStringProperty("path", path);
        if (node.field().number() > 0) {
            json.writeNumberProperty("number", node.field().number());
        }
        json.writeStringProperty("type", node.field().type());
        json.writeNumberProperty("start", node.range().start());
        json.writeNumberProperty("end", node.range().end());
        switch (node) {
            case Node.ScalarNode scalar -> content(scalar);
            case Node.UnknownNode unknown -> {
                json.writeBooleanProperty("unknown", true);
                if (unknown.reading() instanceof Node.ScalarNode scalar) {
                    content(scalar);
                } else if (unknown.reading() != null) {
                    json.writeName("value");
                    value(unknown.reading());
                }
            }
            case Node.RestNode _ -> json.writeBooleanProperty("rest", true);
            case Node.MalformedNode malformed ->
                    json.writeStringProperty("malformed", malformed.reason());
            case Node.AbsentNode absent -> {
                json.writeBooleanProperty("absent", true);
                var standard = absent.field().defaultValue();
                if (standard != null) {
                    json.writeName("default");
                    standard(standard);
                }
            }
            case Node.RecordNode record -> {
                // a union's branch is the record's type; a list or map can be but one branch
                if (record.field().type().startsWith("union ")) {
                    json.writeStringProperty("branch", record.typeName());
                }
            }
            case Node.ListNode _, Node.MapNode _ -> {}
        }
        if (readings != null) {
            readings.write(path, node);
        }
        json.writeEndObject();
    }

    /// The value of a part of the payload.
    void value(Node node) {
        value(node, Set.of());
    }

    /// A default as its schema writes it: text in quotes, numbers, `true`, `[]`; else its words.
    private void standard(String text) {
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        if (quoted) {
            json.writeString(text.substring(1, text.length() - 1));
        } else if (LITERAL.matcher(text).matches()) {
            json.writeRawValue(text);
        } else {
            json.writeString(text);
        }
    }

    private void content(Node.ScalarNode scalar) {
        if (scalar.branch() != null) {
            json.writeStringProperty("branch", scalar.branch());
        }
        json.writeName("value");
        scalar(scalar.value());
        if (scalar.value() instanceof Scalar.Binary) {
            json.writeBooleanProperty("bytes", true);
        } else if (scalar.value() instanceof Scalar.Masked) {
            json.writeBooleanProperty("masked", true);
        }
    }
}
