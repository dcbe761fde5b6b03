package io.sightglass.ui.tail;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sightglass.tail.RowView;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

class FrozenRowsTest {
    /// Rows with these sequence numbers.
    private record Rows(long... sequences) implements RowView {
        @Override
        public long size() {
            return sequences.length;
        }

        @Override
        public long sequenceAt(long index) {
            return index >= 0 && index < sequences.length ? sequences[(int) index] : NONE;
        }

        @Override
        public long ceiling(long sequence) {
            int at = Arrays.binarySearch(sequences, sequence);
            return at >= 0 ? at : -at - 1;
        }

        @Override
        public long indexOf(long sequence) {
            return Math.max(NONE, Arrays.binarySearch(sequences, sequence));
        }

        @Override
        public int read(long index, long[] into) {
            int count = (int) Math.clamp(sequences.length - index, 0, into.length);
            System.arraycopy(sequences, (int) Math.min(index, size()), into, 0, count);
            return count;
        }

        @Override
        public int readLast(long[] into) {
            return read(Math.max(0, size() - into.length), into);
        }
    }

    private final RowView rows = new FrozenRows(new Rows(3, 5, 8, 13, 21), 10);

    @Test
    void laterRowsAreNotThere() {
        assertEquals(3, rows.size());
        assertEquals(8, rows.sequenceAt(2));
        assertEquals(RowView.NONE, rows.sequenceAt(3));
        assertEquals(RowView.NONE, rows.indexOf(13));
        assertEquals(3, rows.ceiling(9));
        assertEquals(3, rows.ceiling(20));
    }

    @Test
    void readingEndsAtTheMomentOfFreezing() {
        var into = new long[4];
        assertEquals(2, rows.read(1, into));
        assertArrayEquals(new long[] {5, 8}, Arrays.copyOf(into, 2));
        var two = new long[2];
        assertEquals(2, rows.readLast(two));
        assertArrayEquals(new long[] {5, 8}, two);
    }
}
