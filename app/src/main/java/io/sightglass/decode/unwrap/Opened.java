package io.sightglass.decode.unwrap;

import io.sightglass.decode.Limits;
import io.sightglass.model.Sentence;
import io.sightglass.model.Wrapping;
import io.sightglass.model.Wrapping.Codec;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A payload with what it was wrapped in taken off. A payload that is not wrapped is looked at
/// where it is, and costs nothing. Used again for each payload; for one thread.
public final class Opened {
    private static final byte[] NOTHING = {};

    /// Wrapped more often than this, a payload stays wrapped.
    private static final int DEEPEST = 4;

    /// What is wrong with a wrapping.
    ///
    /// @param rule the id that people see
    /// @param at where the content that could be had ends, in unwrapped bytes
    public record Fault(String rule, int at, Sentence sentence) {}

    /// One is read from while the other is written to.
    private final Unpacker[] unpackers = {new Unpacker(), new Unpacker()};

    private final List<Codec> codecs = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private byte[] array = NOTHING;
    private int offset;
    private int length;
    private int before;
    private @Nullable Codec rejected;
    private @Nullable String rejection;

    /// A new payload, as it is in its record.
    public void open(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        this.length = length;
        before = length;
        if (!codecs.isEmpty()) {
            codecs.clear();
        }
        if (!faults.isEmpty()) {
            faults.clear();
        }
        rejected = null;
        rejection = null;
    }

    public byte[] array() {
        return array;
    }

    public int offset() {
        return offset;
    }

    public int length() {
        return length;
    }

    /// What is wrong with the wrappings, outermost first.
    public List<Fault> faults() {
        return faults;
    }

    /// What the payload begins like, but is not; else null.
    public @Nullable Codec rejected() {
        return rejected;
    }

    /// Why it is not; goes on after the name of the payload.
    public @Nullable String rejection() {
        return rejection;
    }

    /// Whether anything was taken off.
    public boolean isUnwrapped() {
        return !codecs.isEmpty();
    }

    /// How the payload was wrapped, with a copy of what is in it; null where it was not. Allocates.
    public @Nullable Wrapping wrapping() {
        return codecs.isEmpty()
                ? null
                : new Wrapping(codecs, before, Arrays.copyOfRange(array, offset, offset + length));
    }

    /// Takes off what the first bytes say that it is there: gzip or Zstandard, perhaps several
    /// times.
    public void unwrap() {
        for (int i = 0; i < DEEPEST && length > 0; i++) {
            byte first = array[offset];
            if (first != 0x1f && first != 0x28) {
                return;
            }
            var codec =
                    Unpacker.isGzip(array, offset, offset + length)
                            ? Codec.GZIP
                            : Unpacker.isZstd(array, offset, offset + length) ? Codec.ZSTD : null;
            if (codec == null || !unwrap(codec)) {
                return;
            }
        }
    }

    /// Where nothing at all comes out of a damaged stream, it is none: the magic number stands
    /// there by chance.
    private boolean unwrap(Codec codec) {
        var unpacker = next();
        var damage = unpacker.unpack(codec, array, offset, offset + length);
        if (damage != null && unpacker.length() == 0) {
            rejected = codec;
            rejection = damage.rejection(codec);
            return false;
        }
        take(unpacker, codec);
        if (damage != null) {
            fault(codec, damage, length, "The " + codec.label() + " stream", 0);
        }
        return true;
    }

    /// Takes the compression off the body that begins at `from`; what stands before it stays.
    public void unwrapBody(Codec codec, int from) {
        var unpacker = next();
        unpacker.add(array, offset, offset + from);
        var damage = unpacker.unpack(codec, array, offset + from, offset + length);
        take(unpacker, codec);
        if (damage != null) {
            fault(codec, damage, length, "The " + codec.label() + " stream", from);
        }
    }

    /// An empty buffer to unpack the present bytes to; then [#take].
    public Unpacker next() {
        var unpacker = unpackers[unpackers[0].bytes() == array ? 1 : 0];
        unpacker.start();
        return unpacker;
    }

    /// What was unpacked is the payload from now on.
    public void take(Unpacker unpacker, Codec codec) {
        array = unpacker.bytes();
        offset = 0;
        length = unpacker.length();
        codecs.add(codec);
    }

    /// Remembers damage.
    ///
    /// @param at where what came out of it ends
    /// @param what is damaged
    /// @param before how many bytes of the payload stand before it
    public void fault(Codec codec, Damage damage, int at, String what, int before) {
        fault(codec.label() + "." + damage.kind().id(), at, what + damage.words(before));
    }

    public void fault(String rule, int at, String sentence) {
        if (faults.size() == Limits.FINDINGS) {
            return;
        }
        faults.add(new Fault(rule, at, Sentence.of(sentence)));
    }
}
