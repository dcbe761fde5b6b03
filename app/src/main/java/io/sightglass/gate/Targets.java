package io.sightglass.gate;

import io.sightglass.decode.DecodeOptions;
import io.sightglass.decode.Decoders;
import io.sightglass.model.Part;
import io.sightglass.model.SchemaRef;
import io.sightglass.model.Sentence;
import io.sightglass.schema.Lookup;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Finds what payloads are encoded with. Thread-safe.
public final class Targets {
    private static final Duration STEP = Duration.ofMillis(5);
    private static final String VALUES = "-value";

    private final Decoders decoders;

    public Targets(Decoders decoders) {
        this.decoders = decoders;
    }

    /// What became of the looking.
    public sealed interface Found {
        record Ready(Target target) implements Found {}

        /// There is no such schema, or its registry does not answer; the sentence says so.
        record None(Sentence sentence) implements Found {}
    }

    /// A topic's values: the schema that a person chose for them, else the local one that is bound
    /// to them, else the latest version of the registry's subject `TOPIC-value`, else JSON without
    /// a schema. May wait for the registry.
    public Found topic(String topic, Duration patience) {
        var options = decoders.chosen(topic, Part.VALUE);
        var chosen = options.schema();
        if (chosen != null) {
            return found(await(chosen, patience), topic, options);
        }
        var bound = decoders.schemas().bound(topic, Part.VALUE);
        if (bound.isPresent()) {
            return new Found.Ready(new Target(topic, bound.get(), false, options));
        }
        var plain = new Found.Ready(new Target(topic, null, false, options));
        if (decoders.schemas().registryAddress() == null) {
            return plain;
        }
        var latest =
                new SchemaRef.BySubjectVersion(topic + VALUES, SchemaRef.BySubjectVersion.LATEST);
        var answer = await(latest, patience);
        return answer instanceof Lookup.Missing ? plain : found(answer, topic, options);
    }

    /// A topic's values, with a schema that they are written with. May wait for the registry.
    public Found topic(String topic, SchemaRef schema, Duration patience) {
        return found(await(schema, patience), topic, decoders.chosen(topic, Part.VALUE));
    }

    /// A schema by its name alone. May wait for the registry.
    public Found schema(SchemaRef ref, Duration patience) {
        return found(await(ref, patience), null, DecodeOptions.NONE);
    }

    private static Found found(Lookup answer, @Nullable String topic, DecodeOptions options) {
        return switch (answer) {
            case Lookup.Found(var schema) ->
                    new Found.Ready(
                            topic == null
                                    ? Target.of(schema)
                                    : new Target(topic, schema, false, options));
            case Lookup.Missing(var sentence, _) -> new Found.None(sentence);
            case Lookup.Pending(var sentence) -> new Found.None(sentence);
        };
    }

    private Lookup await(SchemaRef ref, Duration patience) {
        Supplier<Lookup> ask = () -> decoders.schemas().lookup(ref);
        long deadline = System.nanoTime() + patience.toNanos();
        var answer = ask.get();
        while (answer instanceof Lookup.Pending
                && System.nanoTime() < deadline
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(STEP.toNanos());
            answer = ask.get();
        }
        return answer;
    }
}
