package io.sightglass.decode;

import io.sightglass.decode.framing.Frame;
import io.sightglass.decode.framing.MessageIndexes;
import io.sightglass.decode.protobuf.MessageTypes;
import io.sightglass.model.Format;
import io.sightglass.model.Framing;
import io.sightglass.model.Part;
import io.sightglass.model.SchemaInfo;
import io.sightglass.model.SchemaRef;
import io.sightglass.schema.Lookup;
import io.sightglass.schema.ParsedSchema;
import io.sightglass.schema.ResolvedSchema;
import io.sightglass.schema.Schemas;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The readings that one decoder has made: by what frames name, and by the topics that local
/// schemas are bound to. What was found is kept until an answer may have changed; what was not is
/// asked for again each time.
final class Readings {
    private static final int MOST = 256;
    private static final List<Integer> FIRST = List.of(0);

    /// A schema that frames name, and the readings of its messages.
    private static final class Named {
        final Framing.Kind kind;
        final long high;
        final long low;
        final ResolvedSchema schema;

        /// Where message indexes do not tell.
        @Nullable Reading only;

        final List<byte[]> indexes = new ArrayList<>();
        final List<Reading> messages = new ArrayList<>();
        @Nullable String notedTopic;
        @Nullable Part notedPart;

        Named(Frame frame, ResolvedSchema schema) {
            kind = frame.kind();
            high = frame.high();
            low = frame.low();
            this.schema = schema;
        }
    }

    /// `reading` is null where nothing is bound.
    private record Bound(@Nullable Reading reading) {}

    private final Schemas schemas;
    private final Plans plans;
    private final SeenIds seen;
    private final List<Named> named = new ArrayList<>();
    private final Map<String, Bound> boundValues = new HashMap<>();
    private final Map<String, Bound> boundKeys = new HashMap<>();
    private final Map<SchemaRef, Reading> chosen = new HashMap<>();
    private long generation = -1;

    private int bodyStart;
    private @Nullable Lookup refusal;
    private @Nullable SchemaRef ref;
    private @Nullable ResolvedSchema mismatched;

    Readings(Schemas schemas, Plans plans, SeenIds seen) {
        this.schemas = schemas;
        this.plans = plans;
        this.seen = seen;
    }

    /// Forgets what may have changed. Call before each payload.
    void refresh() {
        long now = schemas.generation();
        if (now != generation) {
            generation = now;
            named.clear();
            boundKeys.clear();
            boundValues.clear();
            chosen.clear();
        }
    }

    /// Where the body begins, after [#named] answered.
    int bodyStart() {
        return bodyStart;
    }

    /// Why there is no schema, after [#named] answered null; null where there is one, but not the
    /// message ([#mismatched]).
    @Nullable Lookup refusal() {
        return refusal;
    }

    @Nullable SchemaRef ref() {
        return ref;
    }

    @Nullable ResolvedSchema mismatched() {
        return mismatched;
    }

    /// The reading for what a frame names, or null.
    @Nullable Reading named(
            Frame frame, String topic, Part part, byte[] array, int offset, int length) {
        refusal = null;
        mismatched = null;
        bodyStart = frame.end();
        var entry = entry(frame);
        if (entry == null) {
            return null;
        }
        if (frame.id() >= 0 && (entry.notedPart != part || !topic.equals(entry.notedTopic))) {
            entry.notedTopic = topic;
            entry.notedPart = part;
            seen.note(topic, part, frame.id());
        }
        boolean indexed =
                entry.schema.parsed() instanceof ParsedSchema.Protobuf
                        && frame.kind() != Framing.Kind.AVRO_SINGLE_OBJECT;
        if (!indexed) {
            if (entry.only == null) {
                entry.only = reading(entry.schema, List.of());
            }
            return entry.only;
        }
        return frame.kind() == Framing.Kind.CONFLUENT
                ? message(entry, array, offset + frame.end(), offset + length, true)
                : message(entry, frame.headerIndexes(), 0, frame.headerIndexes().length, false);
    }

    private @Nullable Named entry(Frame frame) {
        for (int i = 0; i < named.size(); i++) {
            var entry = named.get(i);
            if (frame.names(entry.kind, entry.high, entry.low)) {
                return entry;
            }
        }
        ref = frame.ref();
        var answer = schemas.lookup(ref);
        if (answer instanceof Lookup.Found(var schema)) {
            if (named.size() >= MOST) {
                named.clear();
            }
            var entry = new Named(frame, schema);
            named.add(entry);
            return entry;
        }
        refusal = answer;
        return null;
    }

    /// The reading of the message that the indexes at `at` name.
    private @Nullable Reading message(
            Named entry, byte[] array, int at, int end, boolean inPayload) {
        int behind = at == end && !inPayload ? at : MessageIndexes.end(array, at, end);
        if (behind < 0) {
            mismatched = entry.schema;
            return null;
        }
        bodyStart += inPayload ? behind - at : 0;
        for (int i = 0; i < entry.indexes.size(); i++) {
            var known = entry.indexes.get(i);
            if (Arrays.equals(known, 0, known.length, array, at, behind)) {
                return entry.messages.get(i);
            }
        }
        var indexes = behind == at ? FIRST : MessageIndexes.read(array, at, end);
        var reading = reading(entry.schema, indexes);
        if (reading == null) {
            mismatched = entry.schema;
        } else if (entry.indexes.size() < MOST) {
            entry.indexes.add(Arrays.copyOfRange(array, at, behind));
            entry.messages.add(reading);
        }
        return reading;
    }

    /// The reading that a topic is bound to, or null.
    @Nullable Reading bound(String topic, Part part) {
        var bindings = part == Part.KEY ? boundKeys : boundValues;
        var known = bindings.get(topic);
        if (known == null) {
            var schema = schemas.bound(topic, part).orElse(null);
            known = new Bound(schema == null ? null : reading(schema, FIRST));
            if (bindings.size() >= MOST) {
                bindings.clear();
            }
            bindings.put(topic, known);
        }
        return known.reading;
    }

    /// The reading with a schema that a person chose, or null: then [#refusal] says why there is no
    /// schema, or is null where the schema declares no message.
    @Nullable Reading chosen(SchemaRef schema) {
        refusal = null;
        var known = chosen.get(schema);
        if (known == null) {
            var answer = schemas.lookup(schema);
            if (answer instanceof Lookup.Found(var found)) {
                known = reading(found, FIRST);
            } else {
                refusal = answer;
            }
            if (known != null) {
                if (chosen.size() >= MOST) {
                    chosen.clear();
                }
                chosen.put(schema, known);
            }
        }
        return known;
    }

    private @Nullable Reading reading(ResolvedSchema schema, List<Integer> indexes) {
        boolean indexed = !indexes.isEmpty();
        var plan = plans.of(schema.parsed(), schema.type(), indexed ? indexes : FIRST);
        if (plan == null) {
            return null;
        }
        var walker = plan.newWalker();
        return Reading.of(walker, named(schema, indexes), indexed ? indexes : List.of());
    }

    /// A registry knows a .proto file by its subject; people know the message.
    private static ResolvedSchema named(ResolvedSchema schema, List<Integer> indexes) {
        if (schema.type() != null
                || schema.parsed().format() != Format.PROTOBUF
                || !(schema.parsed() instanceof ParsedSchema.Protobuf protobuf)) {
            return schema;
        }
        var message = MessageTypes.at(protobuf.file(), indexes.isEmpty() ? FIRST : indexes);
        if (message == null || message.getFullName().equals(schema.info().name())) {
            return schema;
        }
        var info = schema.info();
        var renamed =
                new SchemaInfo(
                        message.getFullName(),
                        info.source(),
                        info.subject(),
                        info.version(),
                        info.id(),
                        info.file());
        return new ResolvedSchema(schema.parsed(), renamed, null);
    }
}
