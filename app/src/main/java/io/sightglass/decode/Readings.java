package io.sightglass.decode;

import com.google.protobuf.Descriptors.Descriptor;

import io.sightglass.decode.framing.Frame;
import io.sightglass.decode.framing.MessageName;
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
        final Frame frame;
        final ResolvedSchema schema;

        /// Where nothing tells which message it is.
        @Nullable Reading only;

        /// By the bytes that tell.
        final List<byte[]> names = new ArrayList<>();

        final List<Reading> messages = new ArrayList<>();
        @Nullable String notedTopic;
        @Nullable Part notedPart;

        Named(Frame frame, ResolvedSchema schema) {
            this.frame = frame.copy();
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

    /// Forgets what may have changed; answers whether anything may have. Call before each payload.
    boolean refresh() {
        long now = schemas.generation();
        if (now == generation) {
            return false;
        }
        generation = now;
        named.clear();
        boundKeys.clear();
        boundValues.clear();
        chosen.clear();
        return true;
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
        return entry.schema.parsed() instanceof ParsedSchema.Protobuf
                ? message(frame, entry, array, offset, length)
                : only(entry);
    }

    private @Nullable Reading only(Named entry) {
        if (entry.only == null) {
            var indexed = entry.schema.parsed() instanceof ParsedSchema.Protobuf;
            entry.only = reading(entry.schema, indexed ? FIRST : List.of());
        }
        return entry.only;
    }

    private @Nullable Named entry(Frame frame) {
        for (int i = 0; i < named.size(); i++) {
            var entry = named.get(i);
            if (frame.names(entry.frame)) {
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

    /// The reading of the message that a frame names, or that stands behind it.
    private @Nullable Reading message(
            Frame frame, Named entry, byte[] array, int offset, int length) {
        var names = MessageName.of(frame.kind());
        var header = frame.headerMessage();
        Reading reading = null;
        switch (frame.kind()) {
            case CONFLUENT_HEADER -> {
                int end = header.length == 0 ? -1 : names.getFirst().end(header, 0, header.length);
                reading =
                        header.length == 0
                                ? only(entry)
                                : end < 0 ? null : message(entry, names.getFirst(), header, 0, end);
            }
            case CONFLUENT, GLUE -> reading = behind(frame, entry, names, array, offset, length);
            case APICURIO, APICURIO_HEADER -> {
                reading = behind(frame, entry, names, array, offset, length);
                if (reading == null) {
                    reading = byHeader(entry, header);
                }
            }
            case AVRO_SINGLE_OBJECT, AVRO_CONTAINER, CONTENT_TYPE, RAW -> reading = only(entry);
        }
        if (reading == null) {
            mismatched = entry.schema;
        }
        return reading;
    }

    /// By what stands in the payload between frame and body.
    private @Nullable Reading behind(
            Frame frame,
            Named entry,
            List<MessageName> names,
            byte[] array,
            int offset,
            int length) {
        int at = offset + frame.end();
        for (int i = 0; i < names.size(); i++) {
            int end = names.get(i).end(array, at, offset + length);
            var reading = end < 0 ? null : message(entry, names.get(i), array, at, end);
            if (reading != null) {
                bodyStart = end - offset;
                return reading;
            }
        }
        return null;
    }

    /// By a type's name in a header; the first message where there is none.
    private @Nullable Reading byHeader(Named entry, byte[] header) {
        if (header.length == 0
                || !(entry.schema.parsed() instanceof ParsedSchema.Protobuf protobuf)) {
            return only(entry);
        }
        var known = known(entry, header, 0, header.length);
        if (known != null) {
            return known;
        }
        var message = MessageName.named(protobuf.file(), header);
        return message == null
                ? only(entry)
                : keep(entry, header, 0, header.length, message, List.of());
    }

    /// The reading of the message that the bytes `at` to `end` name.
    private @Nullable Reading message(
            Named entry, MessageName name, byte[] array, int at, int end) {
        var known = known(entry, array, at, end);
        if (known != null) {
            return known;
        }
        var message =
                entry.schema.parsed() instanceof ParsedSchema.Protobuf protobuf
                        ? name.message(protobuf.file(), array, at, end)
                        : null;
        return message == null
                ? null
                : keep(entry, array, at, end, message, name.indexes(array, at, end));
    }

    private static @Nullable Reading known(Named entry, byte[] array, int at, int end) {
        for (int i = 0; i < entry.names.size(); i++) {
            var known = entry.names.get(i);
            if (Arrays.equals(known, 0, known.length, array, at, end)) {
                return entry.messages.get(i);
            }
        }
        return null;
    }

    private @Nullable Reading keep(
            Named entry, byte[] array, int at, int end, Descriptor message, List<Integer> indexes) {
        var schema = entry.schema;
        var type = schema.type() == null ? message.getFullName() : schema.type();
        var plan = plans.of(schema.parsed(), type, FIRST);
        if (plan == null) {
            return null;
        }
        var renamed = named(schema, message);
        // Only Confluent's indexes find a message again; what others write is known by its name.
        var found =
                entry.frame.kind() == Framing.Kind.CONFLUENT && !indexes.isEmpty()
                                || entry.frame.kind() == Framing.Kind.CONFLUENT_HEADER
                        ? renamed
                        : new ResolvedSchema(
                                renamed.parsed(), renamed.info(), type, renamed.contract());
        var reading = Reading.of(plan.newWalker(), found, indexes);
        if (entry.names.size() < MOST) {
            entry.names.add(Arrays.copyOfRange(array, at, end));
            entry.messages.add(reading);
        }
        return reading;
    }

    /// Where the body begins when a schema that was not named by the frame reads it: behind what
    /// would tell the message.
    static int bodyStart(Frame frame, Reading reading, byte[] array, int offset, int length) {
        int at = offset + frame.end();
        if (reading.walker().format() == Format.PROTOBUF) {
            var names = MessageName.of(frame.kind());
            boolean inHeader = frame.kind() == Framing.Kind.CONFLUENT_HEADER;
            for (int i = 0; i < names.size() && !inHeader; i++) {
                int end = names.get(i).end(array, at, offset + length);
                if (end >= 0) {
                    return end - offset;
                }
            }
        }
        return frame.end();
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
        if (!(schema.parsed() instanceof ParsedSchema.Protobuf protobuf)) {
            return schema;
        }
        var message = MessageTypes.at(protobuf.file(), indexes.isEmpty() ? FIRST : indexes);
        return message == null ? schema : named(schema, message);
    }

    private static ResolvedSchema named(ResolvedSchema schema, Descriptor message) {
        var info = schema.info();
        if (schema.type() != null || message.getFullName().equals(info.name())) {
            return schema;
        }
        var renamed =
                new SchemaInfo(
                        message.getFullName(),
                        info.source(),
                        info.subject(),
                        info.version(),
                        info.id(),
                        info.file());
        return new ResolvedSchema(schema.parsed(), renamed, null, schema.contract());
    }
}
