package io.sightglass.connect;

import io.sightglass.contract.Contracts;
import io.sightglass.contract.RuleSampling;
import io.sightglass.decode.Decoder;
import io.sightglass.decode.FindingSink;
import io.sightglass.decode.mask.Masked;
import io.sightglass.decode.mask.Masker;
import io.sightglass.decode.mask.Masks;
import io.sightglass.model.Decoded;
import io.sightglass.model.Format;
import io.sightglass.model.Part;
import io.sightglass.model.RawRecord;
import io.sightglass.schema.ResolvedSchema;

import org.jspecify.annotations.Nullable;

/// Reads payloads in full, contract included, and knows what of them may be shown. For one thread.
public final class PayloadReader {
    private final Decoder decoder;
    private final Contracts contracts;
    private final Masking masking;
    private final @Nullable RuleSampling sampling;

    /// @param sampling says which records are held to the rules that cost much; null for all
    PayloadReader(
            Decoder decoder,
            Contracts contracts,
            Masking masking,
            @Nullable RuleSampling sampling) {
        this.decoder = decoder;
        this.contracts = contracts;
        this.masking = masking;
        this.sampling = sampling;
    }

    /// A half of a record, read.
    ///
    /// @param decoded with all values, for filters
    /// @param shown for everybody's eyes
    public record Half(Decoded decoded, Masked shown) {}

    public Half read(RawRecord record, Part part) {
        var topic = record.topic();
        var payload = part == Part.KEY ? record.key() : record.value();
        var sink = contracts.sink(topic, part, true, sampling);
        var decoded = decoder.decode(topic, part, record.headers(), payload, () -> sink);
        return new Half(decoded, masked(masking.of(topic, part), decoded, sink, payload));
    }

    /// What of a decoded payload may be shown.
    ///
    /// @param sink heard it last
    public static Masked masked(
            Masks.Source masking, Decoded decoded, FindingSink sink, byte @Nullable [] payload) {
        Format format = null;
        ResolvedSchema schema = null;
        if (decoded instanceof Decoded.DecodedMessage message) {
            format = message.format();
            schema = sink.resolved();
        }
        return Masker.mask(decoded, payload, masking.of(format, schema));
    }
}
