package io.sightglass.tail.filter;

import io.sightglass.tail.RowView;

import java.util.Arrays;

/// Ascending sequence numbers that grow at both ends and leave at the front: 8 bytes each. Every
/// method is atomic; one thread changes, others look.
final class SequenceDeque implements RowView {
    private static final int SMALLEST = 1 << 10;

    private long[] ring = new long[SMALLEST];
    private int head;
    private int size;

    /// Adds `count` ascending numbers, all later than the last.
    synchronized void addLast(long[] numbers, int count) {
        ensure(count);
        for (int i = 0; i < count; i++) {
            ring[at(size + i)] = numbers[i];
        }
        size += count;
    }

    /// Adds `count` ascending numbers, all earlier than the first.
    synchronized void addFirst(long[] numbers, int count) {
        ensure(count);
        head = at(ring.length - count);
        size += count;
        for (int i = 0; i < count; i++) {
            ring[at(i)] = numbers[i];
        }
    }

    synchronized void dropBefore(long sequence) {
        int gone = find(sequence);
        head = at(gone);
        size -= gone;
        if (size < ring.length / 8 && ring.length > SMALLEST) {
            resize(Math.max(SMALLEST, Integer.highestOneBit(Math.max(1, size)) * 2));
        }
    }

    /// Takes out and puts in; both ascending, `added` not there yet, `removed` there.
    synchronized void change(long[] added, long[] removed) {
        var merged = new long[size + added.length];
        int count = 0;
        int nextAdded = 0;
        int nextRemoved = 0;
        for (int i = 0; i < size; i++) {
            long old = ring[at(i)];
            while (nextAdded < added.length && added[nextAdded] < old) {
                merged[count++] = added[nextAdded++];
            }
            if (nextRemoved < removed.length && removed[nextRemoved] == old) {
                nextRemoved++;
            } else {
                merged[count++] = old;
            }
        }
        while (nextAdded < added.length) {
            merged[count++] = added[nextAdded++];
        }
        ring = merged.length == 0 ? new long[SMALLEST] : merged;
        head = 0;
        size = count;
    }

    @Override
    public synchronized long size() {
        return size;
    }

    @Override
    public synchronized long sequenceAt(long index) {
        return index >= 0 && index < size ? ring[at((int) index)] : NONE;
    }

    @Override
    public synchronized long ceiling(long sequence) {
        return find(sequence);
    }

    @Override
    public synchronized long indexOf(long sequence) {
        int index = find(sequence);
        return index < size && ring[at(index)] == sequence ? index : NONE;
    }

    @Override
    public synchronized int read(long index, long[] into) {
        int from = (int) Math.clamp(index, 0, size);
        int count = Math.min(into.length, size - from);
        for (int i = 0; i < count; i++) {
            into[i] = ring[at(from + i)];
        }
        return count;
    }

    @Override
    public synchronized int readLast(long[] into) {
        return read(Math.max(0, size - into.length), into);
    }

    /// The index of the first number that is `sequence` or later.
    private int find(long sequence) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ring[at(middle)] < sequence) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int at(int index) {
        return (int) (((long) head + index) % ring.length);
    }

    private void ensure(int more) {
        if (size + more > ring.length) {
            resize(Math.max(size + more, ring.length * 2));
        }
    }

    private void resize(int capacity) {
        var larger = new long[capacity];
        int tillEnd = Math.min(size, ring.length - head);
        System.arraycopy(ring, head, larger, 0, tillEnd);
        System.arraycopy(ring, 0, larger, tillEnd, size - tillEnd);
        ring = larger;
        head = 0;
    }

    @Override
    public String toString() {
        var numbers = new long[(int) size()];
        return Arrays.toString(Arrays.copyOf(numbers, read(0, numbers)));
    }
}
