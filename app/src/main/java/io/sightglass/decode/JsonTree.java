package io.sightglass.decode;

import io.sightglass.model.ByteRange;
import io.sightglass.model.Decoded;
import io.sightglass.model.Node;
import io.sightglass.model.Scalar;

import tools.jackson.core.JsonGenerator;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/// Writes a decoded payload as JSON: its value as a reader sees it, and its fields as they stand in
/// the bytes.
///
/// Nothing is rounded: 64-bit integers are numbers in full, decimals keep their scale, JSON numbers
/// are copied digit for digit; numbers that JSON lacks (NaN, infinities) are strings, bytes are
/// base64, dates and times ISO-8601.
public final class JsonTree {
    private static final int PLAIN_SCALE = 1_000;

    private final JsonGenerator json;

    public JsonTree(JsonGenerator json) {
        this.json = json;
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
                list.elements().forEach(element -> value(element, replaced));
                json.writeEndArray();
            }
            case Node.MapNode map -> {
                var entries = new LinkedHashMap<String, Node>();
                for (var entry : map.entries()) {
                    if (isValue(entry.value())) {
                        entries.put(entry.key(), entry.value());
                    }
                }
                json.writeStartObject();
                entries.forEach((key, value) -> {
                    json.writeName(key);
                    value(value, replaced);
                });
                json.writeEndObject();
            }
            case Node.ScalarNode scalar -> scalar(scalar.value());
            case Node.UnknownNode _, Node.AbsentNode _, Node.MalformedNode _ -> json.writeNull();
        }
    }

    /// One record, or the same message found several times, which a reader merges.
    private void record(List<Node.RecordNode> records, Set<ByteRange> replaced) {
        var fields = new LinkedHashMap<String, List<Node>>();
        for (var record : records) {
            for (var child : record.children()) {
                if (isValue(child) && !replaced.contains(child.range())) {
                    fields.merge(child.field().name(), List.of(child), JsonTree::joined);
                }
            }
        }
        boolean unnamed = records.getFirst().typeName().isEmpty();
        json.writeStartObject();
        fields.forEach((name, nodes) -> {
            json.writeName(name);
            field(nodes, unnamed, replaced);
        });
        json.writeEndObject();
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
            for (var node : nodes) {
                if (node instanceof Node.ListNode list) {
                    list.elements().forEach(element -> value(element, replaced));
                }
            }
            json.writeEndArray();
        } else if (protobuf && last instanceof Node.MapNode) {
            map(nodes, replaced);
        } else {
            value(last, replaced);
        }
    }

    /// One map, or the same field's map found several times. A reader keeps a key's last value.
    private void map(List<? extends Node> maps, Set<ByteRange> replaced) {
        var entries = new LinkedHashMap<String, Node>();
        for (var node : maps) {
            if (node instanceof Node.MapNode map) {
                for (var entry : map.entries()) {
                    if (isValue(entry.value())) {
                        entries.put(entry.key(), entry.value());
                    }
                }
            }
        }
        json.writeStartObject();
        entries.forEach((key, value) -> {
            json.writeName(key);
            value(value, replaced);
        });
        json.writeEndObject();
    }

    private static List<Node> joined(List<Node> some, List<Node> more) {
        var all = some.size() == 1 ? new ArrayList<>(some) : some;
        all.addAll(more);
        return all;
    }

    private static boolean isValue(Node node) {
        return switch (node) {
            case Node.UnknownNode _, Node.AbsentNode _, Node.MalformedNode _ -> false;
            case Node.RecordNode _, Node.ListNode _, Node.MapNode _, Node.ScalarNode _ -> true;
        };
    }

    /// A single value.
    public void scalar(Scalar scalar) {
        switch (scalar) {
            case Scalar.Null _ -> json.writeNull();
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
            case Scalar.Decimal decimal -> {
                var value = decimal.value();
                boolean plain = Math.abs(value.scale()) <= PLAIN_SCALE;
                json.writeNumber(plain ? value.toPlainString() : value.toString());
            }
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
    /// damaged one has `"malformed"`. Absent fields are left out.
    public void fields(Node root) {
        json.writeStartArray();
        Paths.each(
                root,
                (path, node) -> {
                    boolean container = !(node instanceof Node.ScalarNode);
                    boolean rest = node instanceof Node.MalformedNode;
                    if (!(node instanceof Node.AbsentNode)
                            && (!path.isEmpty() || !container || rest)) {
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
                    value(unknown.reading(), Set.of());
                }
            }
            case Node.MalformedNode malformed ->
                    json.writeStringProperty("malformed", malformed.reason());
            case Node.RecordNode _, Node.ListNode _, Node.MapNode _, Node.AbsentNode _ -> {}
        }
        json.writeEndObject();
    }

    private void content(Node.ScalarNode scalar) {
        if (scalar.branch() != null) {
            json.writeStringProperty("branch", scalar.branch());
        }
        json.writeName("value");
        scalar(scalar.value());
        if (scalar.value() instanceof Scalar.Binary) {
            json.writeBooleanProperty("bytes", true);
        }
    }
}
