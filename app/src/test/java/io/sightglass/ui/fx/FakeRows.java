package io.sightglass.ui.fx;

import io.sightglass.model.Mark;

import java.util.List;

/// Rows out of arithmetic: as many as a test wants, at no cost, that come and leave like a tail's.
/// Any thread may append.
final class FakeRows implements RowSource {
    static final List<RecordColumn> COLUMNS =
            List.of(
                    RecordColumn.right("P", 2.5),
                    RecordColumn.right("Offset", 10),
                    RecordColumn.left("Time", 12.5),
                    RecordColumn.left("Key", 7.5).in(Ink.STRING),
                    RecordColumn.left("Schema", 9),
                    RecordColumn.rest("Value", 24),
                    RecordColumn.right("Size", 6.5).in(Ink.MUTED));

    private static final String[] VALUES = {
        "{orderId \"o-5512\", userId \"u-77\", status STARTED, total 14.50, items [2]}",
        "{orderId \"o-5513\", timestamp \"yesterday\", status INITIALIZED}",
        "{orderId \"o-5514\", userId \"u-12\", status PROGRESS, total 6.25, items [1]}",
        "{orderId \"o-5515\", userId \"u-90\", status STARTED, total 21.00, items [3], +2 unknown}",
        "{orderId \"o-5516\", userId \"u-31\", status COMPLETED, total 9.75, items [2]}",
        "Not decodable: schema id 90417 is not in the registry",
        "{orderId \"o-5517\", note \"a very long note that goes on and on, and on, and on, and on,"
                + " and on, far beyond the edge of the list, 日本語 too\"}",
    };
    private static final Mark[] MARKS = {
        Mark.VALID,
        Mark.VIOLATION,
        Mark.VALID,
        Mark.UNKNOWN,
        Mark.VALID,
        Mark.UNDECODABLE,
        Mark.VALID
    };

    private volatile long first;
    private volatile long next;
    volatile long looks;
    volatile long limit = Long.MAX_VALUE;

    /// How often the list asked for a row.
    long shows;

    /// How often the list asked for identities.
    long reads;

    void append(long rows) {
        long to = next + rows;
        first = Math.max(first, to - limit);
        next = to;
    }

    void evictBefore(long id) {
        first = Math.min(Math.max(first, id), next);
    }

    void comeBack() {
        first = 0;
    }

    @Override
    public long size() {
        return next - first;
    }

    @Override
    public long ceiling(long id) {
        return Math.clamp(id - first, 0, size());
    }

    @Override
    public int read(long index, long[] into) {
        reads++;
        long from = first + index;
        int n = (int) Math.clamp(next - from, 0, into.length);
        for (int i = 0; i < n; i++) {
            into[i] = from + i;
        }
        return n;
    }

    @Override
    public int readLast(long[] into) {
        return read(Math.max(0, size() - into.length), into);
    }

    @Override
    public long revision() {
        return next * 31 + first * 17 + looks;
    }

    @Override
    public long looks() {
        return looks;
    }

    @Override
    public void show(long id, RowCells cells) {
        shows++;
        int kind = (int) (id % VALUES.length);
        var mark = MARKS[kind];
        cells.mark(mark, kind == 1 ? 4 : kind == 3 ? 2 : kind == 5 ? 1 : 0);
        cells.text(0, Long.toString(id % 3));
        cells.text(1, Texts.mono(184_000 + id));
        cells.text(2, "04:44:12." + (100 + id % 900));
        cells.text(3, "c-" + (1000 + id * 7919 % 9000));
        cells.text(4, kind == 5 ? "—" : kind == 3 ? "Order v4" : "Order v3");
        switch (mark) {
            case UNKNOWN -> cells.text(5, VALUES[kind], Ink.UNKNOWN);
            case UNDECODABLE -> cells.text(5, VALUES[kind], Ink.UNDECODABLE);
            default -> cells.text(5, VALUES[kind]);
        }
        cells.text(6, (50 + id % 200) + " B");
    }
}
