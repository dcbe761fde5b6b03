package io.sightglass.cli;

import io.sightglass.decode.Decoder;
import io.sightglass.decode.RowSink;
import io.sightglass.decode.mask.Masks;
import io.sightglass.model.Decoded;
import io.sightglass.model.Node;
import io.sightglass.model.Part;
import io.sightglass.model.RawRecord;

import java.util.function.Function;

/// A payload on one line, as in the window's list. Belongs to one thread.
final class RowLine {
    private final Decoder decoder;
    private final RowSink keys;
    private final RowSink values;

    /// @param masking what of keys and of values is not shown
    RowLine(Decoder decoder, Function<Part, Masks.Source> masking) {
        this.decoder = decoder;
        this.keys = new RowSink(masking.apply(Part.KEY));
        this.values = new RowSink(masking.apply(Part.VALUE));
    }

    /// @param raw the record as it is in the topic
    /// @param decoded the half of it as it may be shown

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
        var sink = part == Part.KEY ? keys : values;
        decoder.walk(raw.topic(), part, raw.headers(), payload, 0, length, sink);
        return Printable.line(sink.line());
    }
}
