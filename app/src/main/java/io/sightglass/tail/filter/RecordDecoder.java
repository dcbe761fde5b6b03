package io.sightglass.tail.filter;

import io.sightglass.decode.Decoders;
import io.sightglass.decode.FindingSink;
import io.sightglass.model.Decoded;
import io.sightglass.model.Part;
import io.sightglass.model.RawRecord;

import java.util.function.Function;

/// Reads one half of a record in full. For one thread.
@FunctionalInterface
public interface RecordDecoder {
    Decoded decode(RawRecord record, Part part);

    /// With a decoder of its own.
    ///
    /// @param rules makes the collecting sink for keys and the one for values
    static RecordDecoder of(Decoders decoders, Function<Part, FindingSink> rules) {
        var decoder = decoders.newDecoder();
        return (record, part) ->
                decoder.decode(
                        record.topic(),
                        part,
                        record.headers(),
                        part == Part.KEY ? record.key() : record.value(),
                        () -> rules.apply(part));
    }
}
