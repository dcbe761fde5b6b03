package io.sightglass.decode;

import io.sightglass.model.FieldInfo;
import io.sightglass.model.Node;

import org.jspecify.annotations.Nullable;

/// Hears what a walker finds in a payload, in payload order, each thing once, each with its bytes.
///
/// Positions are byte offsets from the payload's first byte (framing included); `end` is exclusive.
/// Enter and exit calls are always balanced, also after damage. Values come as primitives and as
/// positions into the payload, so that a sink which only counts allocates nothing.
///
/// The order for one value: `branch` (Avro unions only), then the value; in a map `textKey` or
/// `integerKey` first. A Protobuf field may enter the same list again later in the record (its
/// elements need not stand together on the wire); `firstIndex` then goes on counting.
public interface DecodeSink {
    /// Whether the sink wants to hear what is as it should be. One that does not is told of unknown
    /// fields, remarks and malformed bytes only: most of the time of a walk goes into telling.
    /// Asked once a walk; a sink that says no may be told all the same.
    default boolean wantsValues() {
        return true;
    }

    /// Whether a sink that wants values wants those too that hold no others and are no enum
    /// constants; one that does not hears of records, lists, maps and branches only. Asked once a
    /// walk; a sink that says no may be told all the same.
    default boolean wantsScalars() {
        return wantsValues();
    }

    /// How many values the sink has a use for; the walk may end behind them. Asked once a walk.
    default int mostValues() {
        return Limits.VALUES;
    }

    /// What a sink wants to hear of a payload of which there is nothing to say but its values.
    enum Sound {
        NOTHING,
        /// Its tree, where the walker can make one at once and that has at most [Limits#NODES]
        /// values; else as [#EVENTS].
        TREE,
        EVENTS
    }

    /// What the sink wants of a payload that is sound from end to end: no damage, no remark, no
    /// unknown field. Asked once a walk, like [#wantsValues], which is about all others.
    default Sound wantsOfSound() {
        return wantsValues() ? Sound.EVENTS : Sound.NOTHING;
    }

    /// The tree of a sound payload, in place of all other events between `begin` and `finish`. Only
    /// sinks that want it hear this.
    default void tree(Node root) {}

    /// A new payload: `length` bytes of `array` from `offset`. Valid until [#finish].
    void begin(byte[] array, int offset, int length);

    void finish();

    void enterRecord(FieldInfo field, String typeName, int start);

    void exitRecord(FieldInfo field, int end);

    void enterList(FieldInfo field, int firstIndex, int start);

    void exitList(FieldInfo field, int end);

    void enterMap(FieldInfo field, int start);

    void exitMap(FieldInfo field, int end);

    /// The key of the map entry whose value follows: UTF-8 in the payload's bytes `from` to `to`.
    void textKey(int from, int to);

    void integerKey(long key);

    /// The value that follows is in branch `index` of the union `field`.
    void branch(FieldInfo field, int index, String typeName);

    void nullValue(FieldInfo field, int start, int end);

    void bool(FieldInfo field, boolean value, int start, int end);

    void integer(FieldInfo field, long value, int start, int end);

    void unsigned(FieldInfo field, long bits, int start, int end);

    void float32(FieldInfo field, float value, int start, int end);

    void float64(FieldInfo field, double value, int start, int end);

    /// A number in JSON text, at `start` to `end`.
    void number(FieldInfo field, int start, int end);

    /// A string: its characters are the payload's bytes `from` to `to`. `escaped` says that they
    /// hold JSON escapes, quotes excluded; else they are UTF-8.
    void text(FieldInfo field, int from, int to, boolean escaped, int start, int end);

    void bytes(FieldInfo field, int from, int to, int start, int end);

    /// A string, or bytes where it is not `text`, whose content does not stand together in the
    /// payload, or not as UTF-8: it is in `content`, which the sink must not change or keep.
    void pieces(FieldInfo field, byte[] content, boolean text, int start, int end);

    /// An enum constant; `name` is null where the schema declares no such number.
    void symbol(FieldInfo field, int number, @Nullable String name, int start, int end);

    /// A field that the schema knows and the record does not carry. `at` is the end of the record.
    void absent(FieldInfo field, int at);

    /// A field that the schema does not know. Answers whether the sink wants its content: then the
    /// walker goes on with its best reading as ordinary events (or none), and [#exitUnknown]; else
    /// it skips the bytes.
    boolean unknown(FieldInfo field, int start, int end);

    void exitUnknown();

    /// Something about the value that was just, or is about to be, passed as its own event. `a` and
    /// `b` are numbers for the sentence; [Anomaly] says which.
    void remark(FieldInfo field, Anomaly anomaly, int start, int end, long a, long b);

    /// Bytes that yield no value. The walker goes on behind them where it can, else leaves record
    /// by record.
    void malformed(FieldInfo field, Anomaly anomaly, int start, int end, long a, long b);
}
