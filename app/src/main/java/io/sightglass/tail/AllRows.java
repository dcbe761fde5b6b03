package io.sightglass.tail;

/// Every row that a tail holds.
final class AllRows implements RowView {
    private final Tail tail;

    AllRows(Tail tail) {
        this.tail = tail;
    }

    /// Rows from `first` on, and how many: never more than the tail may hold.
    private record Span(long first, long size) {
        static Span of(Tail tail) {
            long next = tail.next();
            long first = tail.first();
            return new Span(first, Math.max(0, next - first));
        }
    }

    @Override
    public long size() {
        return Span.of(tail).size();
    }

    @Override
    public long sequenceAt(long index) {
        var span = Span.of(tail);
        return index >= 0 && index < span.size() ? span.first() + index : NONE;
    }

    @Override
    public long ceiling(long sequence) {
        var span = Span.of(tail);
        return Math.clamp(sequence - span.first(), 0, span.size());
    }

    @Override
    public long indexOf(long sequence) {
        var span = Span.of(tail);
        long index = sequence - span.first();
        return index >= 0 && index < span.size() ? index : NONE;
    }

    @Override
    public int read(long index, long[] into) {
        return read(Span.of(tail), index, into);
    }

    @Override
    public int readLast(long[] into) {
        var span = Span.of(tail);
        return read(span, Math.max(0, span.size() - into.length), into);
    }

    private static int read(Span span, long index, long[] into) {
        int count = (int) Math.clamp(span.size() - Math.max(index, 0), 0, into.length);
        for (int i = 0; i < count; i++) {
            into[i] = span.first() + Math.max(index, 0) + i;
        }
        return count;
    }
}
