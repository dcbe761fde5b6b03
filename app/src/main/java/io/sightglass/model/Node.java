package io.sightglass.model;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A decoded payload as a tree. Every node knows which bytes it came from, and nothing that was in
/// the payload is missing from the tree.
public sealed interface Node {
    /// The field's place in the schema.
    FieldInfo field();

    /// The bytes of this node, tag, length and union branch included. Empty for an absent field.
    ByteRange range();

    /// A record, message or JSON object. `typeName` is the full name, empty for a JSON object.
    record RecordNode(FieldInfo field, ByteRange range, String typeName, List<Node> children)
            implements Node {
        public RecordNode {
            children = List.copyOf(children);
        }
    }

    record ListNode(FieldInfo field, ByteRange range, List<Node> elements) implements Node {
        public ListNode {
            elements = List.copyOf(elements);
        }
    }

    record MapNode(FieldInfo field, ByteRange range, List<Entry> entries) implements Node {
        public MapNode {
            entries = List.copyOf(entries);
        }

        /// A key as text, and its value. Keys keep the order, and the repetitions, of the payload.
        public record Entry(String key, Node value) {}
    }

    /// A single value. `branch` names the chosen branch of an Avro union.
    record ScalarNode(FieldInfo field, ByteRange range, Scalar value, @Nullable String branch)
            implements Node {}

    /// A field that the schema does not know. `reading` is the best guess at its content.
    record UnknownNode(FieldInfo field, ByteRange range, @Nullable Node reading) implements Node {}

    /// A field that the schema knows and the payload does not carry; `field.defaultValue()` is what
    /// a reader sees.
    record AbsentNode(FieldInfo field, ByteRange range) implements Node {}

    /// Bytes that could not be read as what they should be.
    record MalformedNode(FieldInfo field, ByteRange range, String reason) implements Node {}
}
