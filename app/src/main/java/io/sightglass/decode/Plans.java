package io.sightglass.decode;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;

import io.sightglass.decode.avro.AvroPlan;
import io.sightglass.decode.json.JsonLens;
import io.sightglass.decode.json.JsonPlan;
import io.sightglass.decode.protobuf.KnownTypes;
import io.sightglass.decode.protobuf.MessageTypes;
import io.sightglass.decode.protobuf.ProtobufLens;
import io.sightglass.decode.protobuf.ProtobufPlan;
import io.sightglass.schema.ParsedSchema;
import io.sightglass.schema.ResolvedSchema;
import io.sightglass.schema.Schemas;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Compiled plans by schema and, for Protobuf, message type. Thread-safe; bounded.
final class Plans {
    private static final int MOST = 2_000;

    private final Map<ParsedSchema, Map<String, Plan>> plans = new IdentityHashMap<>();

    /// By reader's schema, writer's schema (null where there is none), and their messages.
    private final Map<ParsedSchema, Map<@Nullable ParsedSchema, Map<String, Plan>>> pairs =
            new IdentityHashMap<>();

    private final Schemas schemas;

    Plans(Schemas schemas) {
        this.schemas = schemas;
    }

    /// The plan for a schema. Null where a Protobuf schema has no such message.
    ///
    /// @param type full name of the message; null where `indexes` tell
    synchronized @Nullable Plan of(
            ParsedSchema schema, @Nullable String type, List<Integer> indexes) {
        if (plans.size() >= MOST) {
            plans.clear();
        }
        var key = type == null || type.isEmpty() ? indexes.toString() : type;
        var known = plans.computeIfAbsent(schema, _ -> new HashMap<>());
        var plan = known.get(key);
        if (plan == null) {
            plan = compile(schema, type, indexes);
            if (plan != null) {
                known.put(key, plan);
            }
        }
        return plan;
    }

    /// The plan for payloads that are read so, with what a reader makes of them. Null where a
    /// Protobuf reader's schema has no message.
    synchronized @Nullable Plan of(Reading reading, ResolvedSchema reader) {
        if (pairs.size() >= MOST) {
            pairs.clear();
        }
        var writer = reading.schema() == null ? null : reading.schema().parsed();
        var key = reader.type() + " " + reading.type();
        var known =
                pairs.computeIfAbsent(reader.parsed(), _ -> new IdentityHashMap<>())
                        .computeIfAbsent(writer, _ -> new HashMap<>());
        var plan = known.get(key);
        if (plan == null) {
            plan = compile(writer, reading, reader);
            if (plan != null) {
                known.put(key, plan);
            }
        }
        return plan;
    }

    private static @Nullable Descriptor message(
            FileDescriptor file, @Nullable String type, List<Integer> indexes) {
        return type == null || type.isEmpty()
                ? MessageTypes.at(file, indexes.isEmpty() ? List.of(0) : indexes)
                : MessageTypes.find(file, type);
    }

    private static @Nullable Plan compile(
            @Nullable ParsedSchema writer, Reading reading, ResolvedSchema reader) {
        return switch (reader.parsed()) {
            case ParsedSchema.Avro avro when writer instanceof ParsedSchema.Avro(var written, _) ->
                    AvroPlan.of(written, avro.schema());
            case ParsedSchema.Protobuf(var read, _)
                    when writer instanceof ParsedSchema.Protobuf(var written, _) -> {
                var schema = Objects.requireNonNull(reading.schema());
                var message = message(written, schema.type(), reading.messageIndexes());
                // The reader's message of the same name, else the one in the same place.
                var same = message == null ? null : MessageTypes.find(read, message.getFullName());
                var of =
                        same == null || (reader.type() != null && !reader.type().isEmpty())
                                ? message(read, reader.type(), reading.messageIndexes())
                                : same;
                yield message == null || of == null
                        ? null
                        : ProtobufLens.of(ProtobufPlan.of(message), ProtobufPlan.of(of));
            }
            case ParsedSchema.Json json ->
                    JsonLens.of(
                            writer instanceof ParsedSchema.Json(var written, _)
                                    ? JsonPlan.of(written)
                                    : JsonPlan.PLAIN,
                            json.root());
            default -> null;
        };
    }

    private @Nullable Plan compile(
            ParsedSchema schema, @Nullable String type, List<Integer> indexes) {
        return switch (schema) {
            case ParsedSchema.Avro avro -> AvroPlan.of(avro.schema());
            case ParsedSchema.Json json -> JsonPlan.of(json.root());
            case ParsedSchema.Protobuf protobuf -> {
                var message =
                        type == null || type.isEmpty()
                                ? MessageTypes.at(protobuf.file(), indexes)
                                : MessageTypes.find(protobuf.file(), type);
                yield message == null
                        ? null
                        : ProtobufPlan.of(
                                message, KnownTypes.of(protobuf.file(), schemas::message));
            }
        };
    }
}
