package io.sightglass.gate;

import com.google.protobuf.Descriptors.Descriptor;

import io.sightglass.contract.Contracts;
import io.sightglass.decode.DecodeOptions;
import io.sightglass.decode.Decoder;
import io.sightglass.decode.Decoders;
import io.sightglass.decode.FindingSink;
import io.sightglass.decode.protobuf.MessageTypes;
import io.sightglass.model.Decoded;
import io.sightglass.model.Finding;
import io.sightglass.model.FindingKind;
import io.sightglass.model.Format;
import io.sightglass.model.Framing;
import io.sightglass.model.Headers;
import io.sightglass.model.Node;
import io.sightglass.model.Part;
import io.sightglass.model.Sentence;
import io.sightglass.schema.LocalSchemas;
import io.sightglass.schema.OneSchema;
import io.sightglass.schema.ParsedSchema;
import io.sightglass.schema.ResolvedSchema;
import io.sightglass.schema.SchemaCatalog;
import io.sightglass.schema.Schemas;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Tries payloads: whether they would be let through, and what would be written. Nothing is sent.
/// Not for the window's thread. Thread-safe.
public final class Gate {
    private static final Duration STEP = Duration.ofMillis(5);
    private static final DecodeOptions PLAIN_JSON =
            DecodeOptions.NONE.withFormat(Format.JSON).withFraming(Framing.Kind.RAW);

    private final Schemas schemas;
    private final Supplier<Contracts> contracts;

    /// @param schemas what bytes are read with, as any record is
    /// @param contracts those in force
    public Gate(Schemas schemas, Supplier<Contracts> contracts) {
        this.schemas = schemas;
        this.contracts = contracts;
    }

    /// A payload that is typed as JSON, as `decode --json` writes values.
    public Answer json(Target target, String text) {
        var typed = text.strip().getBytes(StandardCharsets.UTF_8);
        var read = none().decode("", Part.VALUE, Headers.NONE, typed, FindingSink::collecting);
        int moved = indent(text);
        if (!(read instanceof Decoded.DecodedMessage(var format, _, _, var root, _, _, _, _))
                || format != Format.JSON
                || read.findings().stream().anyMatch(Gate::isDamage)) {
            var places = new TypedPlaces(null, moved);
            return new Answer.Refused(places.inText(read.findings()), null);
        }
        var places = new TypedPlaces(root, moved);
        var remarks = new ArrayList<>(places.inText(read.findings()));
        var faults = new Faults(target.words());
        byte[] payload;
        try {
            payload = encoded(target, root, typed, faults);
        } catch (StackOverflowError e) {
            faults.unable("", root, Sentence.of("The value is nested too deeply to be encoded."));
            payload = null;
        }
        remarks.addAll(places.inText(faults.all()));
        if (payload == null) {
            return new Answer.Refused(remarks, null);
        }
        var judged = judge(target, decoder(target, payload), payload, Duration.ZERO);
        // of JSON, the text is the payload, and is not to be said twice
        boolean same = format(target) == Format.JSON;
        return answer(judged, payload, same ? List.of() : remarks, places);
    }

    /// A payload that is there as bytes, framing included.
    ///
    /// @param patience how long a schema that is on its way is waited for
    public Answer bytes(Target target, byte[] payload, Duration patience) {
        var schema = target.schema();
        var decoder =
                target.named() && schema != null
                        ? new Decoders(new OneSchema(schema, schema)).newDecoder()
                        : new Decoders(schemas, target.options()).newDecoder();
        return answer(
                judge(target, decoder, payload, patience),
                payload,
                List.of(),
                new TypedPlaces(null, 0));
    }

    private static Answer answer(
            Decoded judged, byte[] payload, List<Answer.Remark> before, TypedPlaces places) {
        var remarks = new ArrayList<>(before);
        remarks.addAll(places.byPath(judged.findings()));
        boolean let =
                judged.findings().stream()
                        .allMatch(finding -> finding.kind() == FindingKind.NOTICE);
        return let && judged instanceof Decoded.DecodedMessage message
                ? new Answer.Written(payload, message, remarks)
                : new Answer.Refused(remarks, payload);
    }

    private static boolean isDamage(Finding finding) {
        return switch (finding.kind()) {
            case MALFORMED, UNDECODABLE -> true;
            case VIOLATION, UNKNOWN_FIELD, NOTICE -> false;
        };
    }

    /// Bytes of white space in front of what is looked at.
    private static int indent(String text) {
        int head = text.length() - text.stripLeading().length();
        return text.substring(0, head).getBytes(StandardCharsets.UTF_8).length;
    }

    /// Reads with the rules of the topic's contract and of the schema.
    private Decoded judge(Target target, Decoder decoder, byte[] payload, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            long generation = schemas.generation();
            var rules = contracts.get();
            var decoded =
                    decoder.decode(
                            target.topic(),
                            Part.VALUE,
                            Headers.NONE,
                            payload,
                            () -> rules.sink(target.topic(), Part.VALUE, true));
            if (!decoded.pending()) {
                return decoded;
            }
            while (schemas.generation() == generation) {
                if (System.nanoTime() >= deadline || Thread.currentThread().isInterrupted()) {
                    return decoded;
                }
                LockSupport.parkNanos(STEP.toNanos());
            }
        }
    }

    private static Decoder none() {
        return new Decoders(new SchemaCatalog(null, LocalSchemas.none()), PLAIN_JSON).newDecoder();
    }

    /// Reads what was encoded, with the schema that it was encoded with.
    private static Decoder decoder(Target target, byte[] payload) {
        var schema = target.schema();
        if (schema == null) {
            return none();
        }
        var options = DecodeOptions.NONE.withFraming(Wire.kind(schema));
        return new Decoders(new OneSchema(schema, schema), options).newDecoder();
    }

    private static Format format(Target target) {
        var schema = target.schema();
        return schema == null ? Format.JSON : schema.parsed().format();
    }

    private static byte @Nullable [] encoded(
            Target target, Node root, byte[] typed, Faults faults) {
        var schema = target.schema();
        if (schema == null) {
            return json(target, root, typed, faults);
        }
        return switch (schema.parsed()) {
            case ParsedSchema.Json _ -> Wire.framed(schema, null, typed);
            case ParsedSchema.Avro avro -> {
                var body = new AvroEncoder(avro.schema()).encode(root, faults);
                yield body == null ? null : Wire.framed(schema, null, body);
            }
            case ParsedSchema.Protobuf protobuf -> {
                var type = message(schema, protobuf);
                if (type == null) {
                    faults.unable(
                            "",
                            root,
                            Sentence.of(
                                    schema.info().name()
                                            + " declares no such message to encode the value"
                                            + " with."));
                    yield null;
                }
                var body = new ProtobufEncoder(type).encode(root, faults);
                yield body == null ? null : Wire.framed(schema, type, body);
            }
        };
    }

    /// Without a schema, JSON alone can be made of JSON.
    private static byte @Nullable [] json(Target target, Node root, byte[] typed, Faults faults) {
        var said = target.options().format();
        if (said == null || said == Format.JSON) {
            return typed;
        }
        faults.unable(
                "",
                root,
                Sentence.of(
                        target.words()
                                + " is read as "
                                + said.label()
                                + ", which is not made of JSON here; give the payload's bytes."));
        return null;
    }

    private static @Nullable Descriptor message(
            ResolvedSchema schema, ParsedSchema.Protobuf protobuf) {
        var type = schema.type();
        return type == null || type.isEmpty()
                ? MessageTypes.at(protobuf.file(), List.of(0))
                : MessageTypes.find(protobuf.file(), type);
    }
}
