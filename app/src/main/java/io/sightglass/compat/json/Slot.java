package io.sightglass.compat.json;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

/// A place in a schema document that holds a schema. It is read when it is first asked for, so that
/// schemas that contain themselves end, and that what nobody asks for costs nothing.
final class Slot {
    private final ShapeReader reader;
    private final JsonNode node;
    private final String pointer;
    private @Nullable Shape shape;

    Slot(ShapeReader reader, JsonNode node, String pointer) {
        this.reader = reader;
        this.node = node;
        this.pointer = pointer;
    }

    /// One part of a schema that says several things at once.
    Slot(ShapeReader reader, Shape part) {
        this(reader, part.about().node(), part.about().pointer());
        shape = part;
    }

    JsonNode node() {
        return node;
    }

    /// JSON pointer (RFC 6901) of the schema within its document.
    String pointer() {
        return pointer;
    }

    /// The schema itself; references are followed.
    Shape shape() {
        if (shape == null) {
            shape = reader.read(node, pointer);
        }
        return shape;
    }

    /// Whether the schema names a value for when there is none, beside a reference or behind it.
    boolean hasDefault() {
        return node.has("default") || shape().about().node().has("default");
    }
}
