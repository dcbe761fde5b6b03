package io.sightglass.prove;

import io.sightglass.decode.Anomaly;
import io.sightglass.decode.ReaderNote;
import io.sightglass.model.FieldInfo;
import io.sightglass.model.Format;
import io.sightglass.model.SchemaInfo;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Everything that one run has counted so far. Belongs to the run's thread.
final class Tallies {
    private static final int MOST_WRITERS = 256;
    private static final int MOST_PARTITIONS = 1 << 16;

    private final Budget budget = new Budget();
    private final WriterTally unread = new WriterTally(null, null);
    private final Place damages = new Place("", "", 0);
    private final List<WriterTally> writers = new ArrayList<>();
    private @Nullable PartitionTally[] partitions = {};
    long records;
    long failed;
    long damaged;
    long tombstones;
    long gone;

    Budget budget() {
        return budget;
    }

    /// Of records that were not read at all.
    WriterTally unread() {
        return unread;
    }

    /// What is wrong with records in themselves.
    Place damages() {
        return damages;
    }

    List<WriterTally> writers() {
        return writers;
    }

    /// Those that have records.
    List<PartitionTally> partitions() {
        var all = new ArrayList<PartitionTally>();
        for (var partition : partitions) {
            if (partition != null) {
                all.add(partition);
            }
        }
        return all;
    }

    /// Schemas of one decoder are the same objects until an answer has changed.
    WriterTally writer(@Nullable Format format, @Nullable SchemaInfo schema) {
        for (int i = 0; i < writers.size(); i++) {
            var known = writers.get(i);
            if (known.schema == schema && known.format == format) {
                return known;
            }
        }
        for (int i = 0; i < writers.size(); i++) {
            if (writers.get(i).isOf(format, schema)) {
                return writers.get(i);
            }
        }
        if (writers.size() == MOST_WRITERS) {
            return writers.getLast();
        }
        var made = new WriterTally(format, schema);
        writers.add(made);
        return made;
    }

    PartitionTally partition(int number) {
        int at = Math.clamp(number, 0, MOST_PARTITIONS - 1);
        if (at >= partitions.length) {
            partitions = Arrays.copyOf(partitions, at + 1);
        }
        var known = partitions[at];
        if (known == null) {
            known = new PartitionTally(at);
            partitions[at] = known;
        }
        return known;
    }

    /// A cell for what is said at a place for the first time.
    Cell newCell(
            Place place,
            FieldInfo field,
            Anomaly anomaly,
            long detail,
            List<ReaderNote> notes,
            @Nullable Format format) {
        var read = format == null ? Format.BYTES : format;
        var rule = read.label() + "." + anomaly.id();
        if (!budget.cell()) {
            return elsewhere(rule, anomaly);
        }
        var cell =
                switch (anomaly) {
                    case DEFAULTED -> {
                        var standard = field.defaultValue() == null ? "" : field.defaultValue();
                        yield cell(rule, anomaly, detail, place.path, "", standard);
                    }
                    case NO_DEFAULT -> {
                        // `points (int)`: the field that is missing in the record here
                        var missing = notes.get((int) detail).reader();
                        int end = missing.indexOf(" (");
                        var name = end < 0 ? missing : missing.substring(0, end);
                        var type = end < 0 ? "" : missing.substring(end + 2, missing.length() - 1);
                        yield cell(rule, anomaly, detail, Paths.field(place.path, name), "", type);
                    }
                    default -> {
                        boolean noted = read != Format.JSON && detail >= 0 && detail < notes.size();
                        var note =
                                noted
                                        ? notes.get((int) detail)
                                        : new ReaderNote(field.type(), field.name());
                        yield cell(rule, anomaly, detail, place.path, note.writer(), note.reader());
                    }
                };
        place.add(cell);
        return cell;
    }

    private static Cell cell(
            String rule, Anomaly anomaly, long detail, String path, String writer, String reader) {
        return new Cell(anomaly.kind(), rule, anomaly, detail, path, writer, reader);
    }

    /// For all that is one too many.
    private Cell elsewhere(String rule, Anomaly anomaly) {
        var known = budget.elsewhere().said(anomaly, 0);
        if (known == null) {
            known = cell(rule, anomaly, 0, budget.elsewhere().path, "", "");
            budget.elsewhere().add(known);
        }
        return known;
    }
}
