package io.sightglass.ui.tail;

import io.sightglass.tail.RowView;

/// Rows as they were at one moment: none that came later. Rows may still leave at the front when
/// the tail has to make room.
///
/// @param end the first sequence number that is not shown
record FrozenRows(RowView rows, long end) implements RowView {
    @Override
    public long size() {
        return rows.ceiling(end);
    }

    @Override
    public long sequenceAt(long index) {
        long sequence = rows.sequenceAt(index);
        return sequence >= end ? NONE : sequence;
    }

    @Override
    public long ceiling(long sequence) {
        return rows.ceiling(Math.min(sequence, end));
    }

    @Override
    public long indexOf(long sequence) {
        return sequence >= end ? NONE : rows.indexOf(sequence);
    }

    @Override
    public int read(long index, long[] into) {
        int count = rows.read(index, into);
        while (count > 0 && into[count - 1] >= end) {
            count--;
        }
        return count;
    }

    @Override
    public int readLast(long[] into) {
        return read(Math.max(0, size() - into.length), into);
    }
}
