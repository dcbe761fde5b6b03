package io.sightglass.tail;

/// Rows in the order in which a list shows them, oldest first: all of a tail's, or those that a
/// filter lets through.
///
/// Rows come at the end and leave at the front (with a filter they may also come in between), so an
/// index says little for long: to keep a row in sight, remember its sequence number and ask
/// [#ceiling] again. Each method may be called from any thread and answers in microseconds; two
/// calls may see different states, one call sees one.
public interface RowView {
    /// What [#sequenceAt] and [#indexOf] answer when there is no such row.
    long NONE = -1;

    /// How many rows there are now.
    long size();

    /// The sequence number of the row at an index; [#NONE] where there is none.
    long sequenceAt(long index);

    /// The index of the first row whose sequence number is `sequence` or later; [#size] when there
    /// is none.
    long ceiling(long sequence);

    /// The index of a row; [#NONE] when it is not among the rows.
    long indexOf(long sequence);

    /// Copies the sequence numbers of consecutive rows from `index` on, as many as `into` holds and
    /// there are, and answers how many: what a list needs for one frame.
    int read(long index, long[] into);

    /// Copies the newest rows' sequence numbers, oldest of them first: what a list that follows
    /// needs for one frame. Answers how many.
    int readLast(long[] into);
}
