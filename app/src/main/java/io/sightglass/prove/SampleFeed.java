package io.sightglass.prove;

import io.sightglass.decode.DecodeOptions;
import io.sightglass.decode.Decoder;
import io.sightglass.decode.Decoders;
import io.sightglass.model.Part;
import io.sightglass.model.SchemaRef;
import io.sightglass.schema.Lookup;
import io.sightglass.schema.OneSchema;
import io.sightglass.schema.ResolvedSchema;
import io.sightglass.schema.Schemas;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The records of a folder of samples, by name. Each is read with the schema that is kept beside
/// it, whatever its framing names.
final class SampleFeed implements Feed {
    private static final int BETWEEN = 1_000;

    private final SampleFolder folder;
    private final ProofReader reader;
    private final Map<@Nullable OneSchema, Decoder> decoders = new HashMap<>();

    SampleFeed(SampleFolder folder, ProofReader reader) {
        this.folder = folder;
        this.reader = reader;
    }

    @Override
    public long expected() {
        return folder.samples().size();
    }

    @Override
    public void run(Taker taker) {
        int taken = 0;
        for (var sample : folder.samples()) {
            if (!taker.wantsMore()) {
                return;
            }
            var raw = sample.raw();
            var value = raw.value();
            taker.take(
                    decoders.computeIfAbsent(sample.schema(), this::decoder),
                    raw.topic(),
                    raw.partition(),
                    raw.offset(),
                    raw.timestamp(),
                    raw.headers(),
                    value,
                    0,
                    value == null ? 0 : value.length,
                    sample.name());
            if (++taken % BETWEEN == 0) {
                taker.pause();
            }
        }
    }

    private Decoder decoder(@Nullable OneSchema schema) {
        var schemas = schema == null ? reader.schemas() : new OfSample(schema, reader);
        return new Decoders(schemas).newDecoder(DecodeOptions.NONE.withReader(reader.ref()));
    }

    /// The sample's own schema for its payload, and the reader's from where that is.
    private record OfSample(OneSchema own, ProofReader reader) implements Schemas {
        @Override
        public Lookup lookup(SchemaRef ref) {
            // No framing names a version; a reader may, one of the sample's own subject.
            boolean ofReader =
                    ref.equals(reader.ref()) || ref instanceof SchemaRef.BySubjectVersion;
            return ofReader ? reader.schemas().lookup(ref) : own.lookup(ref);
        }

        @Override
        public Optional<ResolvedSchema> bound(String topic, Part part) {
            return own.bound(topic, part);
        }

        @Override
        public List<ResolvedSchema> later(ResolvedSchema schema) {
            return List.of();
        }

        @Override
        public long generation() {
            return reader.schemas().generation();
        }

        @Override
        public @Nullable String registryAddress() {
            return reader.schemas().registryAddress();
        }
    }

    @Override
    public void stop() {
        // Nothing waits.
    }
}
