package io.sightglass.cli;

import io.sightglass.decode.HeaderValue;
import io.sightglass.model.Decoded;
import io.sightglass.model.Header;
import io.sightglass.model.RawRecord;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;

import java.io.PrintWriter;

/// A record as one JSON object on one line: what the broker said of it, and key and value as
/// `decode --json` shows a payload.
final class RecordJson implements RecordPrinter {
    private final PrintWriter out;

    RecordJson(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void print(ReadRecord read) {
        try (var json = JsonLines.generator(out)) {
            json.writeStartObject();
            place(json, read.raw());
            headers(json, read.raw());
            if (!read.isWhole()) {
                json.writeBooleanProperty("heldToAllRules", false);
            }
            half(json, "key", read.key(), read.keyBytes());
            half(json, "value", read.value(), read.valueBytes());
            json.writeEndObject();
        }
        out.print('\n');
    }

    private static void place(JsonGenerator json, RawRecord raw) {
        json.writeStringProperty("topic", raw.topic());
        json.writeNumberProperty("partition", raw.partition());
        json.writeNumberProperty("offset", raw.offset());
        JsonParts.time(json, "timestamp", raw.timestamp());
    }

    private static void headers(JsonGenerator json, RawRecord raw) {
        json.writeArrayPropertyStart("headers");
        for (var header : raw.headers().list()) {
            json.writeStartObject();
            json.writeStringProperty("name", header.name());
            value(json, header);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /// What the value is read as, and its bytes where it is no text.
    private static void value(JsonGenerator json, Header header) {
        var value = HeaderValue.of(header);
        switch (value) {
            case HeaderValue.Null _ -> json.writeNullProperty("value");
            case HeaderValue.Text(var text) -> json.writeStringProperty("value", text);
            case HeaderValue.Json(var text) -> json.writeStringProperty("value", text);
            case HeaderValue.Traceparent parent -> json.writeStringProperty("value", parent.text());
            case HeaderValue.Int(long number, int _) -> json.writeNumberProperty("value", number);
            case HeaderValue.Guid(var id) -> json.writeStringProperty("value", id.toString());
            case HeaderValue.Bytes _ -> json.writeNullProperty("value");
        }
        json.writeStringProperty("type", value.type());
        switch (value) {
            case HeaderValue.Int _, HeaderValue.Guid _, HeaderValue.Bytes _ ->
                    json.writeBinaryProperty("base64", header.value());
            case HeaderValue.Traceparent parent -> {
                json.writeStringProperty("traceId", parent.traceId());
                json.writeStringProperty("parentId", parent.parentId());
                json.writeStringProperty("flags", parent.flags());
            }
            case HeaderValue.Null _, HeaderValue.Text _, HeaderValue.Json _ -> {}
        }
    }

    private static void half(
            JsonGenerator json, String name, @Nullable Decoded decoded, byte @Nullable [] payload) {
        if (decoded == null) {
            json.writeNullProperty(name);
            return;
        }
        json.writeName(name);
        new DecodedJson(json, decoded, payload).write();
    }
}
