package io.sightglass.decode;

import io.sightglass.decode.protobuf.OtherReading;
import io.sightglass.decode.protobuf.OtherReadings;
import io.sightglass.model.Node;
import io.sightglass.model.Scalar;

import tools.jackson.core.JsonGenerator;

/// Adds to a field that no schema names what it is read as (`"as":"int64"`) and what else it may
/// be: `"alternatives":[{"as":"sint64","value":-75}]`, the likelier first. An unknown field that is
/// read as a message has that message's `"fields"` too.
final class JsonReadings {
    /// Content of more bytes is not written once more for each reading: the field's `start` and
    /// `end` say where it is.
    private static final int MOST_BYTES = 1024;

    private final JsonGenerator json;
    private final JsonTree tree;
    private final byte[] payload;

    JsonReadings(JsonGenerator json, JsonTree tree, byte[] payload) {
        this.json = json;
        this.tree = tree;
        this.payload = payload;
    }

    /// Writes members of the object of the field at `path`, if it is such a field.
    void write(String path, Node node) {
        var as = OtherReadings.as(node);
        if (as.isEmpty()) {
            return;
        }
        json.writeStringProperty("as", as);
        var others = OtherReadings.of(node, payload);
        if (!others.isEmpty()) {
            json.writeArrayPropertyStart("alternatives");
            others.forEach(this::write);
            json.writeEndArray();
        }
        if (node instanceof Node.UnknownNode(_, _, Node.RecordNode record)) {
            json.writeName("fields");
            tree.fields(path, record);
        }
    }

    private void write(OtherReading other) {
        json.writeStartObject();
        json.writeStringProperty("as", other.as());
        if (other.node().range().length() <= MOST_BYTES) {
            json.writeName("value");
            tree.value(other.node());
            if (other.node() instanceof Node.ScalarNode scalar
                    && scalar.value() instanceof Scalar.Binary) {
                json.writeBooleanProperty("bytes", true);
            }
        }
        json.writeEndObject();
    }
}
