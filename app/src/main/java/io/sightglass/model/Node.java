package io.sightglass.model;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/// A decoded payload as a tree. Every node knows which bytes it came from, and nothing that was in
/// the payload is missing from the tree, unless a [RestNode] says so.
///
/// The nodes that a tree has many of keep their range as two numbers: it makes up a good part of
/// what they are.
public sealed interface Node {
    /// The field's place in the schema.
    FieldInfo field();

    /// The bytes of this node, tag, length and union branch included. Empty for an absent field.
    ByteRange range();

    private static void check(int start, int end) {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("not a range: " + start + " to " + end);
        }
    }

    /// A record, message or JSON object. `typeName` is the full name, empty for a JSON object.
    record RecordNode(FieldInfo field, int start, int end, String typeName, List<Node> children)
            implements Node {
        public RecordNode {
            check(start, end);
            children = NodeList.copyOf(children);
        }

        public RecordNode(FieldInfo field, ByteRange range, String typeName, List<Node> children) {
            this(field, range.start(), range.end(), typeName, children);
        }

        @Override
        public ByteRange range() {
            return new ByteRange(start, end);
        }
    }

    record ListNode(FieldInfo field, int start, int end, List<Node> elements) implements Node {
        public ListNode {
            check(start, end);
            elements = NodeList.copyOf(elements);
        }

        public ListNode(FieldInfo field, ByteRange range, List<Node> elements) {
            this(field, range.start(), range.end(), elements);
        }

        @Override
        public ByteRange range() {
            return new ByteRange(start, end);
        }
    }

    record MapNode(FieldInfo field, ByteRange range, List<Entry> entries) implements Node {
        public MapNode {
            entries = List.copyOf(entries);
        }

        /// A key as text, and its value. Keys keep the order, and the repetitions, of the payload.
        ///
        /// @param joins whether the value stands in the same entry as the one before, which has the
        ///   same key: a reader merges the two where they are messages (Protobuf)
        public record Entry(String key, Node value, boolean joins) {
            public Entry(String key, Node value) {
                this(key, value, false);
            }
        }
    }

    /// A single value.
    final class ScalarNode implements Node {
        private final FieldInfo field;
        private final int start;
        private final int end;
        private final @Nullable String branch;
        private final long bits;

        /// The [Scalar]; until it is asked for, the [ScalarSource] that makes it. Two threads may
        /// make it at once, each the same.
        private Object value;

        private ScalarNode(
                FieldInfo field,
                int start,
                int end,
                Object value,
                long bits,
                @Nullable String branch) {
            check(start, end);
            this.field = field;
            this.start = start;
            this.end = end;
            this.value = value;
            this.bits = bits;
            this.branch = branch;
        }

        public ScalarNode(
                FieldInfo field, int start, int end, Scalar value, @Nullable String branch) {
            this(field, start, end, value, 0, branch);
        }

        public ScalarNode(FieldInfo field, ByteRange range, Scalar value, @Nullable String branch) {
            this(field, range.start(), range.end(), value, branch);
        }

        /// A value that is made of `bits` when it is asked for.
        public ScalarNode(
                FieldInfo field,
                int start,
                int end,
                ScalarSource source,
                long bits,
                @Nullable String branch) {
            this(field, start, end, (Object) source, bits, branch);
        }

        @Override
        public FieldInfo field() {
            return field;
        }

        @Override
        public ByteRange range() {
            return new ByteRange(start, end);
        }

        public int start() {
            return start;
        }

        public int end() {
            return end;
        }

        public Scalar value() {
            var known = value;
            if (known instanceof ScalarSource source) {
                known = source.scalar(field, bits);
                value = known;
            }
            return (Scalar) known;
        }

        /// The chosen branch of an Avro union; null where there is none to choose.
        public @Nullable String branch() {
            return branch;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof ScalarNode node
                    && field.equals(node.field)
                    && start == node.start
                    && end == node.end
                    && Objects.equals(branch, node.branch)
                    && value().equals(node.value());
        }

        @Override
        public int hashCode() {
            return Objects.hash(field, start, end, branch, value());
        }

        @Override
        public String toString() {
            return field.name() + " " + range() + " " + value();
        }
    }

    /// A field that the schema does not know. `reading` is the best guess at its content.
    record UnknownNode(FieldInfo field, ByteRange range, @Nullable Node reading) implements Node {}

    /// A field that the schema knows and the payload does not carry; `field.defaultValue()` is what
    /// a reader sees.
    record AbsentNode(FieldInfo field, int at) implements Node {
        @Override
        public ByteRange range() {
            return new ByteRange(at, at);
        }
    }

    /// The rest of a long payload: the value that begins here and all that follow are left out of
    /// the tree. They were read, and what is wrong with them is said.
    record RestNode(FieldInfo field, ByteRange range) implements Node {}

    /// Bytes that could not be read as what they should be.
    record MalformedNode(FieldInfo field, ByteRange range, String reason) implements Node {}
}
