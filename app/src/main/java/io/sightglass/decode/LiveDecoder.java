package io.sightglass.decode;

import io.sightglass.decode.framing.Frame;
import io.sightglass.decode.framing.Framings;
import io.sightglass.decode.unwrap.Opened;
import io.sightglass.model.DecodeAttempt;
import io.sightglass.model.Decoded;
import io.sightglass.model.FindingKind;
import io.sightglass.model.Format;
import io.sightglass.model.Framing;
import io.sightglass.model.Headers;
import io.sightglass.model.Part;
import io.sightglass.model.SchemaRef;
import io.sightglass.model.Sentence;
import io.sightglass.model.Wrapping;
import io.sightglass.schema.Lookup;
import io.sightglass.schema.Schemas;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/// Decides how a payload is read: first by what its framing names, then by the local schema that
/// its topic is bound to, then as JSON or text if that is what it is. Bytes that are none of these
/// are not decodable.
final class LiveDecoder implements Decoder {
    private static final byte[] NOTHING = {};
    private static final Outcome UNDECODABLE =
            new Outcome(Outcome.Status.UNDECODABLE, null, null, false);
    private static final Outcome PENDING =
            new Outcome(Outcome.Status.UNDECODABLE, null, null, true);

    /// Ids above this are hardly given out by any registry.
    private static final int LIKELY_ID = 10_000_000;

    private final Familiar familiarKey = new Familiar();
    private final Familiar familiarValue = new Familiar();
    private final Schemas schemas;
    private final Choices choices;
    private final SeenIds seen;
    private final int shownValues;
    private final Readings readings;
    private final Lenses lenses;
    private final Opened opened = new Opened();
    private final AvroContainers containers = new AvroContainers();
    private final Frame frame = new Frame();
    private final Frame eight = new Frame();
    private final Trial trial = new Trial();
    private final Guess guess = new Guess(trial);

    /// Of the payload at hand, if it is a container file that can be read.
    private @Nullable Reading container;

    /// Kept only while [#decode] wants to know.
    private @Nullable List<DecodeAttempt> attempts;

    private Framing framing = Framing.RAW;
    private DecodeOptions options = DecodeOptions.NONE;

    /// What an undecodable payload could be; kept only while [#decode] wants to know.
    private @Nullable Format likely;

    /// What the payload was last looked at through.
    private @Nullable ReaderLens lens;

    /// @param shownValues that a tree has at most
    LiveDecoder(Schemas schemas, Choices choices, Plans plans, SeenIds seen, int shownValues) {
        this.shownValues = shownValues;
        this.schemas = schemas;
        this.choices = choices;
        this.seen = seen;
        readings = new Readings(schemas, plans, seen);
        lenses = new Lenses(schemas, plans);
    }

    @Override
    public Decoded decode(
            String topic,
            Part part,
            Headers headers,
            byte @Nullable [] payload,
            Supplier<? extends FindingSink> rules) {
        var tree = new TreeSink();
        var shown = new FirstValues(tree, shownValues);
        var findings = rules.get();
        var tried = new ArrayList<DecodeAttempt>();
        int length = payload == null ? 0 : payload.length;
        attempts = tried;
        lens = null;
        likely = null;
        framing = Framing.RAW;
        var sink = new Fanout(shown, findings);
        var outcome = walk(topic, part, headers, payload, 0, length, sink);
        attempts = null;
        if (payload == null) {
            return new Decoded.Tombstone(findings.findings());
        }
        if (shown.end() >= 0) {
            findings.report(
                    FindingKind.NOTICE,
                    Refusals.SHOWN_IN_PART,
                    "",
                    shown.end(),
                    opened.length(),
                    Refusals.shownInPart(shownValues, shown.end()));
        }
        var format = outcome.format();
        var root = tree.root();
        if (format == null || root == null) {
            return new Decoded.Undecodable(
                    payload,
                    outcome.pending(),
                    findings.findings(),
                    tried,
                    opened.wrapping(),
                    likely);
        }
        return new Decoded.DecodedMessage(
                format,
                framing,
                outcome.schema(),
                root,
                findings.findings(),
                tried,
                opened.wrapping(),
                lens == null ? null : lens.reader());
    }

    @Override
    public Outcome walk(
            String topic,
            Part part,
            Headers headers,
            byte @Nullable [] array,
            int offset,
            int length,
            DecodeSink sink) {
        if (array == null) {
            sink.begin(NOTHING, 0, 0);
            if (part == Part.VALUE) {
                Heard.finding(
                        sink,
                        FindingKind.NOTICE,
                        Refusals.TOMBSTONE,
                        0,
                        0,
                        Refusals::tombstone,
                        null);
            }
            sink.finish();
            return Outcome.TOMBSTONE;
        }
        if (readings.refresh()) {
            lenses.clear();
            familiarKey.clear();
            familiarValue.clear();
        }
        options = choices.of(topic, part);
        if (attempts == null && headers.size() == 0) {
            var familiar = part == Part.KEY ? familiarKey : familiarValue;
            var reading = familiar.reading(topic, options, array, offset, length);
            if (reading != null) {
                sink.begin(array, offset, length);
                var outcome =
                        readSchema(reading, familiar.from(), part, array, offset, length, sink);
                sink.finish();
                return outcome;
            }
        }
        boolean framed = open(part, headers, array, offset, length);
        var bytes = opened.array();
        int at = opened.offset();
        int size = opened.length();
        trial.atMost(sink.mostValues());
        sink.begin(bytes, at, size);
        if (!opened.faults().isEmpty()) {
            reportFaults(sink);
        }
        var outcome = read(topic, part, framed, headers, bytes, at, size, sink);
        sink.finish();
        return outcome;
    }

    /// Unwraps the payload into [#opened], and fills [#frame]. Answers whether that names a schema.
    private boolean open(Part part, Headers headers, byte[] array, int offset, int length) {
        frame.clear();
        container = null;
        opened.open(array, offset, length);
        if (options.ignoresSchemas()) {
            return false;
        }
        if (options.framing() != Framing.Kind.RAW) {
            opened.unwrap();
            if (opened.rejected() != null && opened.rejection() != null) {
                attempt(opened.rejected().label(), "It" + opened.rejection());
            }
        }
        boolean framed = framed(part, headers, opened.array(), opened.offset(), opened.length());
        if (frame.isZlib()) {
            opened.unwrapBody(Wrapping.Codec.ZLIB, frame.end());
        }
        container = frame.kind() == Framing.Kind.AVRO_CONTAINER ? containers.open(opened) : null;
        return framed;
    }

    private void reportFaults(DecodeSink sink) {
        for (var fault : opened.faults()) {
            Heard.finding(
                    sink,
                    FindingKind.MALFORMED,
                    fault.rule(),
                    fault.at(),
                    fault.at(),
                    fault::sentence,
                    null);
        }
    }

    /// @param framed whether [#frame] names a schema
    private Outcome read(
            String topic,
            Part part,
            boolean framed,
            Headers headers,
            byte[] array,
            int offset,
            int length,
            DecodeSink sink) {
        var said = options.format();
        if (said != null && options.ignoresSchemas()) {
            var reading = Objects.requireNonNull(guess.of(said, array, offset, 0, length));
            return walkWith(reading, 0, array, offset, length, sink);
        }
        if (length == 0 && (part == Part.VALUE || readings.bound(topic, part) != null)) {
            return refuse(sink, Refusals.EMPTY, 0, 0, () -> Refusals.empty(part), "0 bytes", false);
        }
        if (frame.kind() == Framing.Kind.AVRO_CONTAINER) {
            return readContainer(array, offset, length, sink);
        }
        if (options.schema() != null) {
            return readChosen(options.schema(), framed, part, array, offset, length, sink);
        }
        if (framed) {
            var reading = named(topic, part, headers, array, offset, length);
            if (frame.format() == Format.JSON
                    && (reading == null || reading.walker().format() == Format.AVRO)) {
                // Apicurio's Avro in JSON: the schema describes the binary form.
                var json = guess.json(array, offset, 0, length);
                useFrame(0, json);
                return readSchema(json, 0, part, array, offset, length, sink);
            }
            if (reading != null) {
                int from = readings.bodyStart();
                useFrame(from, reading);
                if (frame.kind() == Framing.Kind.CONFLUENT
                        && headers.size() == 0
                        && !opened.isUnwrapped()) {
                    var familiar = part == Part.KEY ? familiarKey : familiarValue;
                    familiar.remember(topic, options, array, offset, from, reading);
                }
                return readSchema(reading, from, part, array, offset, length, sink);
            }
            if (readings.mismatched() != null) {
                return refuseNamed(topic, part, length, sink);
            }
        }
        var bound = readings.bound(topic, part);
        if (bound != null && fitsChosenFormat(bound)) {
            return readBound(bound, framed, part, array, offset, length, sink);
        }
        return framed
                ? refuseNamed(topic, part, length, sink)
                : guess(part, array, offset, length, sink);
    }

    /// The reading for what the frame names. Four bytes that no registry knows may be the first of
    /// Apicurio's eight.
    private @Nullable Reading named(
            String topic, Part part, Headers headers, byte[] array, int offset, int length) {
        var reading = readings.named(frame, topic, part, array, offset, length);
        boolean doubtful =
                reading == null
                        && frame.kind() == Framing.Kind.CONFLUENT
                        && options.framing() == null
                        && readings.refusal() instanceof Lookup.Missing;
        eight.clear();
        if (!doubtful || !Framings.EIGHT_BYTES.read(part, headers, array, offset, length, eight)) {
            return reading;
        }
        var other = readings.named(eight, topic, part, array, offset, length);
        if (other == null) {
            return readings.named(frame, topic, part, array, offset, length);
        }
        var refused = Refusals.name(frame.ref()) + " is not known, and the long id is.";
        frame.set(eight);
        attempt(Framing.Kind.CONFLUENT.label(), refused);
        return other;
    }

    /// A container file brings its schema along, so nothing else is asked.
    private Outcome readContainer(byte[] array, int offset, int length, DecodeSink sink) {
        if (container == null) {
            return refuse(
                    sink,
                    Refusals.CONTAINER,
                    0,
                    length,
                    containers::refusal,
                    "a damaged Avro container file",
                    false);
        }
        if (attempts != null) {
            framing = containers.framing();
        }
        return walkWith(container, containers.headerEnd(), array, offset, length, sink);
    }

    /// A person who says which format it is does not mean a schema of another.
    private boolean fitsChosenFormat(Reading reading) {
        return options.format() == null || options.format() == reading.walker().format();
    }

    /// Fills [#frame]. Answers whether it names a schema.
    private boolean framed(Part part, Headers headers, byte[] array, int offset, int length) {
        if (attempts == null
                && headers.size() == 0
                && (length == 0 || !Framings.mayBeginWith(array[offset]))) {
            return false;
        }
        for (int i = 0; i < Framings.ALL.size(); i++) {
            var reader = Framings.ALL.get(i);
            if (options.framing() != null && options.framing() != reader.kind()) {
                continue;
            }
            if (reader.read(part, headers, array, offset, length, frame)) {
                return frame.namesSchema();
            }
            if (attempts != null) {
                var reason = reader.reason(part, headers, array, offset, length);
                attempts.add(new DecodeAttempt(reader.kind().label(), reason));
            }
        }
        return false;
    }

    private void useFrame(int end, Reading reading) {
        if (attempts != null) {
            framing = frame.toFraming(end, reading.messageIndexes());
        }
    }

    /// Reads with the schema that a person chose, whatever the framing names.
    private Outcome readChosen(
            SchemaRef schema,
            boolean framed,
            Part part,
            byte[] array,
            int offset,
            int length,
            DecodeSink sink) {
        var reading = readings.chosen(schema);
        if (reading == null) {
            frame.clear();
            return refuseChosen(schema, length, sink);
        }
        return readBound(reading, framed, part, array, offset, length, sink);
    }

    /// Reads with a schema that the framing, the topic's binding or a person gave.
    private Outcome readSchema(
            Reading reading,
            int from,
            Part part,
            byte[] array,
            int offset,
            int length,
            DecodeSink sink) {
        if (reading.walker().format() == Format.JSON) {
            int at = Guess.firstByte(array, offset + from, offset + length);
            if (at < offset + length && !Guess.startsJson(array[at])) {
                byte found = array[at];
                return refuse(
                        sink,
                        Refusals.UNREADABLE,
                        from,
                        length,
                        () -> Refusals.notJson(part, at - offset, found),
                        "not JSON",
                        false);
            }
        }
        return walkWith(reading, from, array, offset, length, sink);
    }

    /// Reads with the schema that the topic is bound to. A payload that also looks framed, by a
    /// schema that is not to be had, is read raw if that goes well, else behind its frame.
    private Outcome readBound(
            Reading bound,
            boolean framed,
            Part part,
            byte[] array,
            int offset,
            int length,
            DecodeSink sink) {
        int from = framed ? boundStart(bound, array, offset, length) : 0;
        if (from > 0 || (framed && frame.end() == 0)) {
            useFrame(from, bound);
        } else if (framed && readings.refusal() instanceof Lookup.Missing(var sentence, _)) {
            attempt(frame.kind().label(), sentence);
        }
        return readSchema(bound, from, part, array, offset, length, sink);
    }

    private int boundStart(Reading bound, byte[] array, int offset, int length) {
        int body = Readings.bodyStart(frame, bound, array, offset, length);
        if (frame.end() == 0) {
            return body;
        }
        boolean said = options.framing() == frame.kind();
        if (!said && isClean(bound, 0, array, offset, length)) {
            return 0;
        }
        return said || isLikely() || isClean(bound, body, array, offset, length) ? body : 0;
    }

    /// Whether what looks like a frame hardly is anything else.
    private boolean isLikely() {
        return switch (frame.kind()) {
            case CONFLUENT -> frame.number() < LIKELY_ID && schemas.registryAddress() == null;
            case APICURIO -> frame.number() < LIKELY_ID;
            case CONFLUENT_HEADER,
                    APICURIO_HEADER,
                    GLUE,
                    AVRO_SINGLE_OBJECT,
                    AVRO_CONTAINER,
                    CONTENT_TYPE,
                    RAW ->
                    true;
        };
    }

    private boolean isClean(Reading reading, int from, byte[] array, int offset, int length) {
        return trial.of(reading, array, offset, from, length).isClean();
    }

    /// Without a schema: what a person said that the bytes are, or a header, or what they look
    /// like.
    private Outcome guess(Part part, byte[] array, int offset, int length, DecodeSink sink) {
        var format = options.format();
        if (format == null && frame.format() != null) {
            if (guess.fits(frame.format(), array, offset, length)) {
                format = frame.format();
                useFrame(0, guess.bytes());
            } else {
                contradictHeader(part, length, sink);
            }
        }
        if (format == null
                && !opened.faults().isEmpty()
                && guess.opensJson(array, offset, length)) {
            // What was unwrapped only in part ends anywhere.
            format = Format.JSON;
        }
        if (format == Format.AVRO) {
            boolean said = options.format() != null;
            var type = said ? "" : frame.contentType();
            return refuse(
                    sink,
                    Refusals.UNREADABLE,
                    0,
                    length,
                    () ->
                            said
                                    ? Refusals.needsSchema(part, "Avro")
                                    : Refusals.headerNeedsSchema(part, "Avro", type),
                    "Avro needs its schema",
                    false);
        }
        var reading =
                format == null
                        ? guess.of(part, array, offset, 0, length, attempts)
                        : guess.of(format, array, offset, 0, length);
        if (reading != null) {
            return walkWith(reading, 0, array, offset, length, sink);
        }
        if (attempts != null && guess.couldBeProtobuf(array, offset, length)) {
            likely = Format.PROTOBUF;
            attempt(Format.PROTOBUF, "Many bytes fit it by chance.");
        }
        var could = likely;
        return refuse(
                sink,
                Refusals.UNREADABLE,
                0,
                length,
                () -> Refusals.unreadable(part, length, opened.rejection(), could),
                "neither framed nor JSON nor text",
                false);
    }

    private void contradictHeader(Part part, int length, DecodeSink sink) {
        Heard.finding(
                sink,
                FindingKind.NOTICE,
                Refusals.CONTENT_TYPE,
                0,
                length,
                () -> Refusals.contradicted(part, frame.contentType()),
                null);
        attempt(
                frame.kind().label(),
                "The header says " + frame.contentType() + ", but the bytes are not that.");
    }

    private Outcome walkWith(
            Reading writer, int from, byte[] array, int offset, int length, DecodeSink sink) {
        var asked = options.reader();
        var reading = asked == null ? writer : lenses.through(writer, asked);
        lens = reading.lens();
        var schema = reading.schema();
        if (attempts != null && schema != null && framing.schema() != null) {
            rejectOthers(reading.walker().format());
        }
        Heard.reading(sink, reading, from, schemas);
        var problem = lens == null ? null : lens.problem();
        if (problem != null) {
            Heard.finding(
                    sink, problem.kind(), problem.rule(), from, length, problem::sentence, null);
        }
        reading.walker().walk(array, offset, from, length, sink);
        return reading.outcome();
    }

    /// The formats that would have been tried, had the schema not said which it is.
    private void rejectOthers(Format format) {
        for (var other : List.of(Format.AVRO, Format.PROTOBUF, Format.JSON)) {
            if (other == format) {
                return;
            }
            var which = framing.schemaId() == null ? "The schema" : "Schema " + framing.schemaId();
            attempt(other, which + " is " + format + ".");
        }
    }

    private void attempt(Format format, String reason) {
        attempt(format.label(), reason);
    }

    private void attempt(String way, String reason) {
        if (attempts != null) {
            attempts.add(new DecodeAttempt(way, Sentence.of(reason)));
        }
    }

    private void attempt(String way, Sentence reason) {
        if (attempts != null) {
            attempts.add(new DecodeAttempt(way, reason));
        }
    }

    /// The framing names a schema that is not to be had.
    private Outcome refuseNamed(String topic, Part part, int length, DecodeSink sink) {
        var mismatched = readings.mismatched();
        if (mismatched != null) {
            return refuse(
                    sink,
                    Refusals.UNREADABLE,
                    frame.end(),
                    length,
                    () -> Refusals.noSuchMessage(mismatched.info().label()),
                    "its message indexes name no message",
                    false);
        }
        var ref = Objects.requireNonNull(readings.ref());
        var named = Refusals.name(ref);
        return switch (Objects.requireNonNull(readings.refusal())) {
            case Lookup.Pending(var sentence) ->
                    refuse(
                            sink,
                            Refusals.UNAVAILABLE,
                            frame.idStart(),
                            frame.idEnd(),
                            () -> sentence,
                            named + " is not here yet",
                            true);
            case Lookup.Missing(_, var sentence) ->
                    refuse(
                            sink,
                            Refusals.UNKNOWN_ID,
                            frame.idStart(),
                            frame.idEnd(),
                            () -> Refusals.unknown(sentence, seen.of(topic, part)),
                            frame.id() >= 0 && schemas.registryAddress() != null
                                    ? "schema id " + frame.id() + " is not in the registry"
                                    : named + " is not known",
                            false);
            case Lookup.Found _ -> throw new IllegalStateException("found, and refused");
        };
    }

    /// The schema that a person chose is not to be had.
    private Outcome refuseChosen(SchemaRef schema, int length, DecodeSink sink) {
        var named = Refusals.name(schema);
        return switch (readings.refusal()) {
            case Lookup.Pending(var sentence) ->
                    refuse(
                            sink,
                            Refusals.UNAVAILABLE,
                            0,
                            length,
                            () -> sentence,
                            named + " is not here yet",
                            true);
            case Lookup.Missing(_, var sentence) ->
                    refuse(
                            sink,
                            Refusals.UNKNOWN_ID,
                            0,
                            length,
                            () -> sentence,
                            named + " is not known",
                            false);
            case null, default ->
                    refuse(
                            sink,
                            Refusals.UNREADABLE,
                            0,
                            length,
                            () -> Refusals.declaresNothing(named),
                            named + " declares no message",
                            false);
        };
    }

    private Outcome refuse(
            DecodeSink sink,
            String rule,
            int start,
            int end,
            Supplier<Sentence> sentence,
            String brief,
            boolean pending) {
        boolean framed = frame.namesSchema() || frame.kind() == Framing.Kind.AVRO_CONTAINER;
        if (attempts != null && framed && !rule.equals(Refusals.EMPTY)) {
            attempts.add(new DecodeAttempt(frame.kind().label(), sentence.get()));
        }
        Heard.finding(sink, FindingKind.UNDECODABLE, rule, start, end, sentence, () -> brief);
        return pending ? PENDING : UNDECODABLE;
    }
}
