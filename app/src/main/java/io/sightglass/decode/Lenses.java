package io.sightglass.decode;

import io.sightglass.decode.avro.AvroPlan;
import io.sightglass.decode.avro.ContainerWalker;
import io.sightglass.model.FindingKind;
import io.sightglass.model.ReadAs;
import io.sightglass.model.SchemaRef;
import io.sightglass.model.Sentence;
import io.sightglass.schema.Lookup;
import io.sightglass.schema.ResolvedSchema;
import io.sightglass.schema.Schemas;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Readings held against readers' schemas: "would my consumer on v2 cope with this?". What was
/// found is kept until an answer may have changed; what was not is asked for again each time. For
/// one thread.
final class Lenses {
    private final Schemas schemas;
    private final Plans plans;
    private final Map<Reading, Map<SchemaRef, Reading>> known = new IdentityHashMap<>();

    Lenses(Schemas schemas, Plans plans) {
        this.schemas = schemas;
        this.plans = plans;
    }

    /// Forgets what may have changed.
    void clear() {
        known.clear();
    }

    /// The same reading with what the reader makes of it, or with why that cannot be said.
    Reading through(Reading reading, SchemaRef asked) {
        var readers = known.get(reading);
        var found = readers == null ? null : readers.get(asked);
        if (found != null) {
            return found;
        }
        var ref = ofWriter(reading, asked);
        if (ref == null) {
            return without(reading, asked, ReaderLens.UNKNOWN, Refusals.noSubject(asked));
        }
        return switch (schemas.lookup(ref)) {
            case Lookup.Pending(var sentence) -> pending(reading, ref, sentence);
            case Lookup.Missing(var sentence, _) ->
                    without(reading, ref, ReaderLens.UNKNOWN, Refusals.noReader(sentence));
            case Lookup.Found(var reader) -> {
                var through = through(reading, asked, reader);
                if (readers == null) {
                    readers = new HashMap<>();
                    known.put(reading, readers);
                }
                readers.put(asked, through);
                yield through;
            }
        };
    }

    private Reading through(Reading reading, SchemaRef asked, ResolvedSchema reader) {
        var as = new ReadAs(asked, reader.info(), false);
        var format = reading.walker().format();
        if (format != reader.parsed().format()) {
            var label = new ReaderLens(as, List.of(), null).label();
            var problem =
                    new ReaderLens.Problem(
                            FindingKind.VIOLATION,
                            ReaderLens.FORMAT,
                            Refusals.otherFormat(label, format, reader.parsed().format()));
            return reading.through(
                    reading.walker(), new ReaderLens(as, List.of(), problem), reading.outcome());
        }
        var plan = plans.of(reading, reader);
        if (plan == null) {
            var problem =
                    new ReaderLens.Problem(
                            FindingKind.VIOLATION,
                            ReaderLens.UNKNOWN,
                            Refusals.declaresNothing(reader.info().label()));
            return reading.through(
                    reading.walker(), new ReaderLens(as, List.of(), problem), reading.outcome());
        }
        var lens = new ReaderLens(as, plan.notes(), null);
        var walker =
                reading.walker() instanceof ContainerWalker file && plan instanceof AvroPlan avro
                        ? file.by(avro)
                        : plan.newWalker();
        return reading.through(walker, lens, reading.outcome());
    }

    /// A version without a subject is one of the writer's; null where the writer's schema has none.
    private static @Nullable SchemaRef ofWriter(Reading reading, SchemaRef asked) {
        if (!(asked instanceof SchemaRef.BySubjectVersion(var subject, int version))
                || !subject.isEmpty()) {
            return asked;
        }
        var writer = reading.schema();
        var own = writer == null ? null : writer.info().subject();
        return own == null ? null : new SchemaRef.BySubjectVersion(own, version);
    }

    private static Reading without(Reading reading, SchemaRef ref, String rule, Sentence sentence) {
        var problem = new ReaderLens.Problem(FindingKind.VIOLATION, rule, sentence);
        var lens = new ReaderLens(new ReadAs(ref, null, false), List.of(), problem);
        return reading.through(reading.walker(), lens, reading.outcome());
    }

    /// The payload is read, and will be judged again when the reader's schema is here.
    private static Reading pending(Reading reading, SchemaRef ref, Sentence sentence) {
        var problem = new ReaderLens.Problem(FindingKind.NOTICE, ReaderLens.PENDING, sentence);
        var lens = new ReaderLens(new ReadAs(ref, null, true), List.of(), problem);
        var now = reading.outcome();
        var outcome = new Outcome(now.status(), now.format(), now.schema(), true);
        return reading.through(reading.walker(), lens, outcome);
    }
}
