package io.sightglass.prove;

import io.sightglass.decode.DecodeOptions;
import io.sightglass.decode.Decoder;
import io.sightglass.decode.Decoders;
import io.sightglass.model.Part;
import io.sightglass.model.SchemaRef;
import io.sightglass.scan.Feed;
import io.sightglass.schema.Lookup;
import io.sightglass.schema.OneSchema;
import io.sightglass.schema.ResolvedSchema;
import io.sightglass.schema.Schemas;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The records of a folder of samples, by name. Each is read with the schema that is kept beside
/// it, whatever its framing names.
final class SampleFeed implements Feed, Reading {
    private static final int BETWEEN = 1_000;

    private final SampleFolder folder;
    private final ProofReader reader;
    private final Map<@Nullable OneSchema, Decoder> decoders = new HashMap<>();
    private @Nullable Sample taken;

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
        int count = 0;
        for (var sample : folder.samples()) {
            if (!taker.wantsMore()) {
                return;
            }
            taken = sample;
            var raw = sample.raw();
            var key = raw.key();
            var value = raw.value();
            taker.take(
                    raw.partition(),
                    raw.offset(),
                    raw.timestamp(),
                    raw.headers(),
                    key == null ? null : ByteBuffer.wrap(key),
                    value == null ? null : ByteBuffer.wrap(value));
            if (++count % BETWEEN == 0) {
                taker.pause();
            }
        }
    }

    private Sample current() {
        return Objects.requireNonNull(taken, "asked for while a sample is taken");
    }

    @Override
    public Decoder decoder() {
        return decoders.computeIfAbsent(current().schema(), this::decoder);
    }

    @Override
    public String topic() {
        return current().raw().topic();
    }

    @Override
    public String sample() {
        return current().name();
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
