package io.sightglass.tail.filter;

import io.sightglass.model.Sentence;
import io.sightglass.tail.RowView;
import io.sightglass.tail.Tail;

import java.util.Optional;
import java.util.function.Supplier;

/// The rows of a tail that a filter lets through: those that are held, newest first, then each as
/// it arrives. A thread of its own does the looking ([FilterScan]) and never holds up the tail;
/// rows whose mark is revised, and rows that leave the tail, are put right within moments.
///
/// A filter on marks, partitions and time goes through a million rows in less than 0.1 s; one that
/// looks into the records takes some microseconds for each.
public final class FilteredRows implements RowView, AutoCloseable {
    private final SequenceDeque matches = new SequenceDeque();
    private final FilterScan scan;

    private FilteredRows(Tail tail, RowFilter filter, Supplier<RecordDecoder> decoder) {
        scan = new FilterScan(tail, filter, decoder, matches);
    }

    /// How far looking has got.
    ///
    /// @param examined rows looked at since the filter began
    /// @param waiting held rows that are still to be looked at
    /// @param missed rows that came and left before they could be looked at, since looking takes
    ///   longer than the tail holds them
    public record Progress(long examined, long waiting, long missed) {
        /// Whether every held row has been looked at.
        public boolean isDone() {
            return waiting == 0;
        }
    }

    /// Starts looking and returns at once.
    ///
    /// @param decoder makes the decoder for the looking thread; asked once, on that thread, and
    ///   only if the filter looks into records
    public static FilteredRows start(Tail tail, RowFilter filter, Supplier<RecordDecoder> decoder) {
        var rows = new FilteredRows(tail, filter, decoder);
        Thread.ofPlatform().name("filter " + tail.topic()).daemon(true).start(rows.scan);
        return rows;
    }

    public Progress progress() {
        return scan.progress();
    }

    /// Why looking ended early; empty while all is well.
    public Optional<Sentence> problem() {
        return scan.problem();
    }

    @Override
    public long size() {
        return matches.size();
    }

    @Override
    public long sequenceAt(long index) {
        return matches.sequenceAt(index);
    }

    @Override
    public long ceiling(long sequence) {
        return matches.ceiling(sequence);
    }

    @Override
    public long indexOf(long sequence) {
        return matches.indexOf(sequence);
    }

    @Override
    public int read(long index, long[] into) {
        return matches.read(index, into);
    }

    @Override
    public int readLast(long[] into) {
        return matches.readLast(into);
    }

    /// Ends looking soon, without waiting for it. What was found stays.
    @Override
    public void close() {
        scan.cancel();
    }
}
