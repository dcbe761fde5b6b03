package io.sightglass.cli;

import io.sightglass.gate.Answer;
import io.sightglass.gate.Target;
import io.sightglass.model.Framing;

import tools.jackson.core.JsonGenerator;

import java.util.List;

/// The gate's answer as one JSON object.
final class TryJson {
    private final JsonGenerator json;
    private final TypedText typed;

    /// @param given what was typed, as bytes
    TryJson(JsonGenerator json, byte[] given) {
        this.json = json;
        this.typed = new TypedText(given);
    }

    void write(Target target, Answer answer) {
        json.writeStartObject();
        json.writeNumberProperty("status", answer.status());
        JsonParts.text(json, "topic", target.topic().isEmpty() ? null : target.topic());
        JsonParts.schema(json, "schema", target.schema() == null ? null : target.schema().info());
        switch (answer) {
            case Answer.Refused _ -> {}
            case Answer.Written written -> {
                json.writeStringProperty("format", written.format().label());
                framing(written.framing());
                json.writeNumberProperty("size", written.payload().length);
                json.writeBinaryProperty("base64", written.payload());
            }
        }
        remarks(answer.remarks());
        json.writeEndObject();
    }

    private void framing(Framing framing) {
        json.writeObjectPropertyStart("framing");
        json.writeStringProperty("kind", framing.kind().label());
        json.writeNumberProperty("start", framing.start());
        json.writeNumberProperty("end", framing.end());
        if (framing.schemaId() != null) {
            json.writeNumberProperty("schemaId", framing.schemaId());
        }
        json.writeEndObject();
    }

    private void remarks(List<Answer.Remark> remarks) {
        json.writeArrayPropertyStart("findings");
        for (var remark : remarks) {
            var finding = remark.finding();
            json.writeStartObject();
            json.writeStringProperty("kind", finding.kind().name());
            json.writeStringProperty("rule", finding.rule());
            json.writeStringProperty("path", finding.path());
            var at = remark.typed();
            if (at != null) {
                json.writeNumberProperty("line", typed.line(at.start()));
                json.writeNumberProperty("column", typed.column(at.start()));
            }
            json.writeStringProperty("message", finding.message().plain());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
