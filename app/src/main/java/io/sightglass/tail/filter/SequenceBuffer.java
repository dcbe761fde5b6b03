package io.sightglass.tail.filter;

import java.util.Arrays;

/// Sequence numbers being gathered by one thread.
final class SequenceBuffer {
    private long[] numbers = new long[256];
    private int size;

    void add(long sequence) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, size * 2);
        }
        numbers[size++] = sequence;
    }

    long get(int index) {
        return numbers[index];
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    /// The numbers, of which the first [#size] count, until the next change.
    long[] array() {
        return numbers;
    }

    long[] sorted() {
        var sorted = Arrays.copyOf(numbers, size);
        Arrays.sort(sorted);
        return sorted;
    }
}
