package io.sightglass.tail;

import io.sightglass.contract.Sampled;
import io.sightglass.model.Mark;
import io.sightglass.model.RawRecord;
import io.sightglass.model.SchemaInfo;
import io.sightglass.model.Sentence;

import java.util.List;
import java.util.Optional;

/// A topic being read, as others see it. Implemented by [TailSession]; every method may be called
/// from any thread, and none but [#close] blocks.
public interface Tail extends AutoCloseable {
    String topic();

    TailState state();

    /// Sequence number of the oldest record that is held.
    long first();

    /// Sequence number that the next record will get; the newest held is one less.
    long next();

    /// A held record's row; empty when it has been evicted.
    Optional<Row> row(long sequence);

    /// A held record with its bytes; empty when it has been evicted.
    Optional<RawRecord> record(long sequence);

    /// Counts since the tail began, evicted records included.
    Counts counts();

    /// How many of the records are held to the rules that cost much, where these cannot keep up.
    Sampled sampled();

    /// Records a second, over the last seconds.
    double rate();

    /// Bytes of payloads and headers that are held now.
    long heldBytes();

    /// How many held records wait for a schema that is on its way. They are judged anew when it
    /// comes, also after everything has been read.
    int pending();

    /// How many offsets the topic no longer held when reading came to them, or lost after they were
    /// read. Reading went on behind them.
    long gone();

    /// Why nothing comes from one of the brokers, or came from it lately; empty where all answer.
    Optional<Sentence> silence();

    /// Grows when rows that are already held may look different: a schema arrived late, or what
    /// records are judged by has changed.
    long revisions();

    /// Grows by one when everything that was held has been judged anew, because what records are
    /// judged by has changed: then any row may bear another mark. The [#revisions] of such a pass
    /// come before.
    long rounds();

    /// The last minutes, by record timestamp, stacked by mark: 120 spans of 2.5 s up to the newest
    /// record, and on to the present once records have been that recent. A record stamped in the
    /// future, or not at all, counts as of its arrival; an older one than the first span is left
    /// out.
    Timeline timeline();

    /// The schemas that records were read with so far.
    List<SchemaInfo> schemas();

    /// All held rows, as a list shows them.
    RowView rows();

    /// Shows the rows from `from` to before `to`, as far as they are held, oldest first, to
    /// `visitor`, on the caller's thread. Takes about 10 ms a million rows.
    void scan(long from, long to, RowVisitor visitor);

    /// Ends reading, and gives the memory back: every row is gone. May be called again. Wakes the
    /// reading thread and waits a second at most for it to end.
    @Override
    void close();

    /// How many records bear each mark; [#bytes] sums keys and values.
    ///
    /// @param whole how many were held to all their rules: fewer than there are where the tail is
    ///   [#sampled], or was
    /// @param wholeValid how many of these are valid
    record Counts(
            long valid,
            long unknown,
            long violation,
            long undecodable,
            long bytes,
            long whole,
            long wholeValid) {
        /// Where all were held to all their rules.
        public Counts(long valid, long unknown, long violation, long undecodable, long bytes) {
            this(
                    valid,
                    unknown,
                    violation,
                    undecodable,
                    bytes,
                    valid + unknown + violation + undecodable,
                    valid);
        }

        /// The share of valid records among those that were held to all their rules, from 0 to 1; 1
        /// where there are none.
        public double validShare() {
            return whole == 0 ? 1 : (double) wholeValid / whole;
        }

        public long total() {
            return valid + unknown + violation + undecodable;
        }

        public long of(Mark mark) {
            return switch (mark) {
                case VALID -> valid;
                case UNKNOWN -> unknown;
                case VIOLATION -> violation;
                case UNDECODABLE -> undecodable;
            };
        }
    }
}
