package io.sightglass.ui.attempt;

import io.sightglass.decode.JsonTree;
import io.sightglass.decode.WholeText;
import io.sightglass.model.Decoded;

import tools.jackson.databind.json.JsonMapper;

import java.io.StringWriter;
import java.util.Optional;

/// A record's value as a person would type it.
final class RecordJson {
    private RecordJson() {}

    /// Empty where the value has no fields to type.
    static Optional<String> of(Decoded decoded) {
        if (!(decoded instanceof Decoded.DecodedMessage message)) {
            return Optional.empty();
        }
        return switch (message.format()) {
            case AVRO, PROTOBUF, JSON -> Optional.of(text(message));
            case CBOR, MESSAGEPACK, XML, TEXT, BYTES -> Optional.empty();
        };
    }

    private static String text(Decoded.DecodedMessage message) {
        var out = new StringWriter();
        var indented = JsonMapper.shared().writerWithDefaultPrettyPrinter();
        try (var json = indented.createGenerator(new WholeText(out))) {
            new JsonTree(json).value(message);
        }
        return out.toString();
    }
}
