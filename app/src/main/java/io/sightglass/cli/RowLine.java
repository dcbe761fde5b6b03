package io.sightglass.cli;

import io.sightglass.decode.Decoder;
import io.sightglass.decode.RowSink;
import io.sightglass.model.Decoded;
import io.sightglass.model.Node;
import io.sightglass.model.Part;
import io.sightglass.model.RawRecord;

/// A payload on one line, as in the window's list. Belongs to one thread.
final class RowLine {
    private final Decoder decoder;
    private final RowSink sink = new RowSink();

    RowLine(Decoder decoder) {
        this.decoder = decoder;
    }

    String of(RawRecord raw, Part part, Decoded decoded) {
        return switch (decoded) {
            case Decoded.Tombstone _ -> "(null)";
            case Decoded.Undecodable(var bytes, _, _, _, _, _) ->
                    bytes.length == 0 ? "(0 bytes)" : ScalarText.hex(bytes);
            case Decoded.DecodedMessage message ->
                    message.root() instanceof Node.ScalarNode scalar
                            ? ScalarText.bare(scalar.value())
                            : structured(raw, part);
        };
    }

    private String structured(RawRecord raw, Part part) {
        var payload = part == Part.KEY ? raw.key() : raw.value();
        int length = payload == null ? 0 : payload.length;
        decoder.walk(raw.topic(), part, raw.headers(), payload, 0, length, sink);
        return Printable.line(sink.line());
    }
}
