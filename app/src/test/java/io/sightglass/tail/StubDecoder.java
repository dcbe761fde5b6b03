package io.sightglass.tail;

import io.sightglass.decode.DecodeSink;
import io.sightglass.decode.Decoder;
import io.sightglass.decode.FindingSink;
import io.sightglass.decode.Outcome;
import io.sightglass.model.ByteRange;
import io.sightglass.model.Decoded;
import io.sightglass.model.FieldInfo;
import io.sightglass.model.FindingKind;
import io.sightglass.model.Format;
import io.sightglass.model.Framing;
import io.sightglass.model.Headers;
import io.sightglass.model.Node;
import io.sightglass.model.Part;
import io.sightglass.model.Scalar;
import io.sightglass.model.SchemaInfo;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// A stand-in for the decoders: the first byte of a payload says what is thought of it. `V` two
/// violations, `U` an unknown field, `X` undecodable, `!` throws, `P` and a letter: pending until
/// [Known#arrive] was called for that letter, from when on the payload is judged from its third
/// byte on. Anything else is valid. Valid payloads are decoded as text.
public final class StubDecoder implements Decoder {
    static final SchemaInfo SCHEMA =
            new SchemaInfo("coffeeco.Order", SchemaInfo.REGISTRY, "orders-value", 3, 3, null);

    /// What the registry of this stand-in knows by now.
    public static final class Known {
        private final Set<Character> letters = ConcurrentHashMap.newKeySet();
        private final AtomicLong generation = new AtomicLong();
        private final AtomicLong edition = new AtomicLong();
        private volatile boolean swapped;

        public void arrive(char letter) {
            letters.add(letter);
            generation.incrementAndGet();
        }

        /// Answers from now on, without having said so.
        void arriveSilently(char letter) {
            letters.add(letter);
        }

        public long generation() {
            return generation.get();
        }

        /// From now on `V` means what `U` meant, and the other way round.
        public void swap() {
            swapped = !swapped;
            edition.incrementAndGet();
            generation.incrementAndGet();
        }

        public long edition() {
            return edition.get();
        }

        private char meaning(char first) {
            return !swapped || "UV".indexOf(first) < 0 ? first : first == 'U' ? 'V' : 'U';
        }
    }

    private final Known known;

    public StubDecoder(Known known) {
        this.known = known;
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
            sink.begin(new byte[0], 0, 0);
            sink.finish();
            return Outcome.TOMBSTONE;
        }
        sink.begin(array, offset, length);
        var outcome = judge(array, offset, length, (FindingSink) sink);
        sink.finish();
        return outcome;
    }

    private Outcome judge(byte[] array, int offset, int length, FindingSink sink) {
        char first = length == 0 ? '.' : known.meaning((char) array[offset]);
        switch (first) {
            case 'V' -> {
                sink.tally(FindingKind.VIOLATION);
                sink.tally(FindingKind.VIOLATION);
            }
            case 'U' -> sink.tally(FindingKind.UNKNOWN_FIELD);
            case 'X' -> {
                sink.tally(FindingKind.UNDECODABLE);
                return new Outcome(Outcome.Status.UNDECODABLE, null, null, false);
            }
            case 'P' -> {
                if (known.letters.contains((char) array[offset + 1])) {
                    return judge(array, offset + 2, length - 2, sink);
                }
                sink.tally(FindingKind.UNDECODABLE);
                return new Outcome(Outcome.Status.UNDECODABLE, null, null, true);
            }
            case '!' -> throw new IllegalStateException("a payload that must not be logged");
            default -> {}
        }
        return new Outcome(Outcome.Status.DECODED, Format.TEXT, SCHEMA, false);
    }

    @Override
    public Decoded decode(
            String topic,
            Part part,
            Headers headers,
            byte @Nullable [] payload,
            Supplier<? extends FindingSink> rules) {
        if (payload == null) {
            return new Decoded.Tombstone(List.of());
        }
        var sink = rules.get();
        var outcome = walk(topic, part, headers, payload, 0, payload.length, sink);
        if (outcome.pending()) {
            return new Decoded.Undecodable(payload, true, sink.findings(), List.of(), null, null);
        }
        var text = new Scalar.Text(new String(payload, StandardCharsets.UTF_8));
        var root =
                new Node.ScalarNode(
                        FieldInfo.of("", -1, "text"), new ByteRange(0, payload.length), text, null);
        return new Decoded.DecodedMessage(
                Format.TEXT, Framing.RAW, SCHEMA, root, sink.findings(), List.of());
    }
}
