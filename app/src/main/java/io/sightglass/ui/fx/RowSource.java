package io.sightglass.ui.fx;

/// What a [RecordList] shows: rows that come at the end and leave at the front while they are
/// looked at. A row's identity is a number that grows from row to row and is never reused; its
/// index says little for long.
///
/// The list asks from the JavaFX thread, once a frame at most and for visible rows only. Other
/// threads may add and evict rows meanwhile: two answers may belong to different states.
public interface RowSource {
    /// No rows.
    RowSource EMPTY = new Empty();

    /// How many rows there are now.
    long size();

    /// The index of the first row whose identity is `id` or greater; [#size] when there is none.
    long ceiling(long id);

    /// Copies the identities of consecutive rows from `index` on, as many as `into` holds and there
    /// are; answers how many.
    int read(long index, long[] into);

    /// Copies the identities of the newest rows, oldest of them first; answers how many.
    int readLast(long[] into);

    /// Differs from its last answer whenever rows came or left, or look different.
    long revision();

    /// Differs from its last answer whenever rows that were there already may look different, for
    /// example because their schema has arrived.
    long looks();

    /// Says what a row shows, in `cells`, which come empty. Leaves them empty when the row is gone.
    void show(long id, RowCells cells);

    /// A source without rows.
    final class Empty implements RowSource {
        private Empty() {}

        @Override
        public long size() {
            return 0;
        }

        @Override
        public long ceiling(long id) {
            return 0;
        }

        @Override
        public int read(long index, long[] into) {
            return 0;
        }

        @Override
        public int readLast(long[] into) {
            return 0;
        }

        @Override
        public long revision() {
            return 0;
        }

        @Override
        public long looks() {
            return 0;
        }

        @Override
        public void show(long id, RowCells cells) {}
    }
}
