package io.sightglass.ui.tail;

import io.sightglass.tail.RowView;
import io.sightglass.tail.Tail;
import io.sightglass.tail.filter.FilteredRows;
import io.sightglass.tail.filter.RecordDecoder;
import io.sightglass.tail.filter.RowFilter;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.function.Supplier;

/// Which rows a list shows: all of a tail's, or those that a filter lets through, up to now or up
/// to the moment of freezing.
final class ShownRows implements AutoCloseable {
    private RowView rows = NoRows.INSTANCE;
    private long end = Long.MAX_VALUE;
    private long revision;
    private @Nullable FilteredRows filtered;

    /// The rows to show.
    RowView rows() {
        return end == Long.MAX_VALUE ? rows : new FrozenRows(rows, end);
    }

    /// Differs whenever other rows are shown than before, new ones of the tail apart.
    long revision() {
        var looking = filtered;
        return looking == null
                ? revision
                : (revision * 31 + looking.size()) * 31
                        + looking.progress().examined()
                        + looking.sequenceAt(0);
    }

    /// Shows no row from `sequence` on.
    void end(long sequence) {
        revision++;
        end = sequence;
    }

    /// Limits what is shown to rows of `tail` that `filter` lets through.
    ///
    /// @param decoder makes the decoder for the thread that looks into records
    void limit(Tail tail, RowFilter filter, Supplier<RecordDecoder> decoder) {
        close();
        if (filter.isAll()) {
            rows = tail.rows();
        } else {
            filtered = FilteredRows.start(tail, filter, decoder);
            rows = filtered;
        }
    }

    /// How far the filter has got; empty where nothing is filtered.
    Optional<FilteredRows> filtered() {
        return Optional.ofNullable(filtered);
    }

    /// Shows nothing any more.
    @Override
    public void close() {
        if (filtered != null) {
            filtered.close();
            filtered = null;
        }
        rows = NoRows.INSTANCE;
        revision++;
    }

    private enum NoRows implements RowView {
        INSTANCE;

        @Override
        public long size() {
            return 0;
        }

        @Override
        public long sequenceAt(long index) {
            return NONE;
        }

        @Override
        public long ceiling(long sequence) {
            return 0;
        }

        @Override
        public long indexOf(long sequence) {
            return NONE;
        }

        @Override
        public int read(long index, long[] into) {
            return 0;
        }

        @Override
        public int readLast(long[] into) {
            return 0;
        }
    }
}
