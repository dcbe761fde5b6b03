package io.sightglass.ui.fx;

import java.util.Arrays;

/// Which rows of a [RowSource] are in sight, and where: the part of a [RecordList] that knows no
/// nodes.
///
/// While it follows, the newest rows. Else it is anchored to the identity of its top row: rows that
/// come or leave do not move it. Rows in sight that the source evicts stay in sight until the view
/// is scrolled.
final class ListPage {
    /// No row.
    static final long NONE = -1;

    private final long[] one = new long[1];
    private RowSource source = RowSource.EMPTY;
    private boolean following = true;
    private double height;
    private double rowHeight = 24;
    private long[] ids = new long[0];
    private int count;

    /// Pixels of the top row that are hidden above the view.
    private double offset;

    private long size;
    private int gone;

    void source(RowSource next) {
        source = next;
        gone = 0;
        count = following ? 0 : count;
    }

    RowSource source() {
        return source;
    }

    /// Takes the view's measures, in pixels.
    void measure(double viewHeight, double heightOfRow) {
        height = viewHeight;
        rowHeight = heightOfRow;
        int capacity = (int) Math.ceil(viewHeight / heightOfRow) + 1;
        if (ids.length != capacity) {
            ids = Arrays.copyOf(ids, capacity);
            count = Math.min(count, capacity);
            gone = Math.min(gone, count);
        }
    }

    boolean isFollowing() {
        return following;
    }

    void follow(boolean follow) {
        following = follow;
        gone = 0;
    }

    /// Looks at the source again.
    void update() {
        size = source.size();
        if (following) {
            count = source.readLast(ids);
            offset = Math.max(0, count * rowHeight - height);
            gone = 0;
        } else if (count == 0) {
            scrollTo(0);
        } else {
            stay();
        }
    }

    private void stay() {
        long oldest = source.read(0, one) == 1 ? one[0] : Long.MAX_VALUE;
        gone = 0;
        while (gone < count && ids[gone] < oldest) {
            gone++;
        }
        if (gone == 0) {
            double top = source.ceiling(ids[0]) * rowHeight + offset;
            place(top);
            return;
        }
        long after = source.ceiling(ids[gone - 1] + 1);
        var rest = new long[ids.length - gone];
        int read = source.read(after, rest);
        System.arraycopy(rest, 0, ids, gone, read);
        count = gone + read;
    }

    /// Scrolls to a distance from the top of all rows, in pixels.
    void scrollTo(double position) {
        gone = 0;
        size = source.size();
        place(position);
    }

    private void place(double position) {
        double top = Math.clamp(position, 0, end());
        long index = (long) Math.floor(top / rowHeight);
        offset = top - index * rowHeight;
        count = source.read(index, ids);
    }

    /// The distance of the view's top from the top of all rows, in pixels.
    double position() {
        if (following || count == 0) {
            return end();
        }
        return gone > 0 ? 0 : source.ceiling(ids[0]) * rowHeight + offset;
    }

    /// The greatest position.
    double end() {
        return Math.max(0, size * rowHeight - height);
    }

    /// Scrolls as little as it takes to show a row whole.
    void reveal(long id) {
        double y = source.ceiling(id) * rowHeight;
        double top = position();
        if (y < top) {
            scrollTo(y);
        } else if (y + rowHeight > top + height) {
            scrollTo(y + rowHeight - height);
        }
    }

    /// The row `by` rows away from `id`, within bounds; from an evicted row, the oldest that is
    /// left. [#NONE] when there are no rows.
    long step(long id, long by) {
        long rows = source.size();
        long index = source.ceiling(id);
        boolean there = source.read(index, one) == 1 && one[0] == id;
        long to = there ? index + by : index + (by < 0 ? by : by - 1);
        return at(Math.clamp(to, 0, Math.max(0, rows - 1)));
    }

    long at(long index) {
        return source.read(index, one) == 1 ? one[0] : NONE;
    }

    /// Rows that fit whole.
    long wholeRows() {
        return Math.max(1, (long) Math.floor(height / rowHeight));
    }

    int count() {
        return count;
    }

    long id(int slot) {
        return ids[slot];
    }

    /// Whether the source no longer holds the row in this slot.
    boolean isGone(int slot) {
        return slot < gone;
    }

    /// Where a slot's row begins, in pixels from the top of the view.
    double y(int slot) {
        return slot * rowHeight - offset;
    }

    /// The slot at a distance from the top of the view; -1 where there is no row.
    int slotAt(double y) {
        int slot = (int) Math.floor((y + offset) / rowHeight);
        return y >= 0 && slot >= 0 && slot < count ? slot : -1;
    }

    long size() {
        return size;
    }
}
