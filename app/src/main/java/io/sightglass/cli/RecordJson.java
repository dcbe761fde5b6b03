package io.sightglass.cli;

import io.sightglass.model.Decoded;
import io.sightglass.model.Header;
import io.sightglass.model.RawRecord;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;

import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

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
            half(json, "key", read.key());
            half(json, "value", read.value());
            json.writeEndObject();
        }
        out.print('\n');
    }

    private static void place(JsonGenerator json, RawRecord raw) {
        json.writeStringProperty("topic", raw.topic());
        json.writeNumberProperty("partition", raw.partition());
        json.writeNumberProperty("offset", raw.offset());
        if (raw.timestamp() < 0) {
            json.writeNullProperty("timestamp");
        } else {
            json.writeStringProperty("timestamp", Instant.ofEpochMilli(raw.timestamp()).toString());
        }
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

    /// A header's value is bytes of any kind: text where it is UTF-8, else null and its bytes.
    private static void value(JsonGenerator json, Header header) {
        var bytes = header.value();
        if (bytes == null) {
            json.writeNullProperty("value");
            return;
        }
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            json.writeStringProperty("value", text.toString());
        } catch (CharacterCodingException e) {
            // Not text, then.
            json.writeNullProperty("value");
            json.writeBinaryProperty("base64", bytes);
        }
    }

    private static void half(JsonGenerator json, String name, @Nullable Decoded decoded) {
        if (decoded == null) {
            json.writeNullProperty(name);
            return;
        }
        json.writeName(name);
        new DecodedJson(json).write(decoded);
    }
}
