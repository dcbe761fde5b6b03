package io.sightglass.ui.tail;

import io.sightglass.model.Mark;
import io.sightglass.tail.Row;
import io.sightglass.ui.control.Figures;
import io.sightglass.ui.fx.Ink;
import io.sightglass.ui.fx.RecordColumn;
import io.sightglass.ui.fx.RowCells;
import io.sightglass.ui.fx.RowSource;
import io.sightglass.ui.fx.Texts;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// A tail's rows as the record list shows them.
final class TailRows implements RowSource {
    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
    private static final DateTimeFormatter OTHER_DAY =
            DateTimeFormatter.ofPattern("MM-dd HH:mm:ss");

    /// The columns, in the order of [#show].
    static final List<RecordColumn> COLUMNS =
            List.of(
                    RecordColumn.right("P", 3),
                    RecordColumn.right("Offset", 11),
                    RecordColumn.left("Time", 14),
                    RecordColumn.left("Key", 9).in(Ink.STRING),
                    RecordColumn.left("Schema", 11),
                    RecordColumn.rest("Value", 18),
                    RecordColumn.right("Size", 9).in(Ink.MUTED));

    private final TailModel model;
    private final ZoneId zone = ZoneId.systemDefault();

    TailRows(TailModel model) {
        this.model = model;
    }

    @Override
    public long size() {
        return model.rows().size();
    }

    @Override
    public long ceiling(long id) {
        return model.rows().ceiling(id);
    }

    @Override
    public int read(long index, long[] into) {
        return model.rows().read(index, into);
    }

    @Override
    public int readLast(long[] into) {
        return model.rows().readLast(into);
    }

    @Override
    public long revision() {
        return model.revision();
    }

    @Override
    public long looks() {
        return model.looks();
    }

    @Override
    public void show(long id, RowCells cells) {
        var tail = model.tail().orElse(null);
        var row = tail == null ? null : tail.row(id).orElse(null);
        if (tail == null || row == null) {
            return;
        }
        if (row.whole() || row.mark() != Mark.VALID) {
            // Else nobody knows yet: choosing it has it judged in full.
            cells.mark(row.mark(), row.findings());
        }
        cells.text(0, Integer.toString(row.partition()));
        cells.text(1, Texts.mono(row.offset()));
        cells.text(2, time(row));
        cells.text(4, row.schema() == null ? "—" : row.schema().label());
        cells.text(6, Figures.bytes(row.size()));
        var line = model.texts().line(tail, row);
        if (line != null) {
            cells.text(3, line.key());
            switch (row.mark()) {
                case VALID, VIOLATION -> cells.text(5, line.value());
                case UNKNOWN, UNDECODABLE -> cells.text(5, line.value(), Ink.of(row.mark()));
            }
        }
    }

    private String time(Row row) {
        if (row.timestamp() < 0) {
            return "—";
        }
        var time = Instant.ofEpochMilli(row.timestamp()).atZone(zone);
        return time.toLocalDate().equals(LocalDate.now(zone))
                ? TODAY.format(time)
                : OTHER_DAY.format(time);
    }
}
