package io.sightglass.cli;

import io.sightglass.decode.WholeText;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

import java.io.PrintWriter;

/// JSON, one object a line.
final class JsonLines {
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                    .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
                    .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
                    .build();

    private JsonLines() {}

    /// Writes one object; closing it leaves `out` open. The caller ends the line.
    static JsonGenerator generator(PrintWriter out) {
        return FACTORY.createGenerator(ObjectWriteContext.empty(), new WholeText(out));
    }
}
