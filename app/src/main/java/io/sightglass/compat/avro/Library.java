package io.sightglass.compat.avro;

import io.sightglass.model.Direction;
import io.sightglass.model.Verdict;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;
import org.apache.avro.SchemaCompatibility.SchemaIncompatibilityType;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the Avro library says of two schemas, in both directions.
///
/// It names places by positions in the reader, and from the root only at times. It also hands out
/// the two schemas that do not get along, and by these its answers are found here.
final class Library {
    private final Map<Key, Answer> answers = new HashMap<>();
    private final EnumSet<Direction> broken = EnumSet.noneOf(Direction.class);

    /// Two schemas by identity; equal ones may stand in many places.
    ///
    /// @param detail the reader's field, or the index of the writer's branch; else empty
    private record Key(
            Direction direction,
            SchemaIncompatibilityType type,
            int reader,
            int writer,
            String detail) {}

    private static final class Answer {
        private final Incompatibility said;
        private final boolean spoken;
        private boolean placed;

        private Answer(Incompatibility said, boolean spoken) {
            this.said = said;
            this.spoken = spoken;
        }
    }

    /// Something that the library said, for which the walk found no place.
    record Unplaced(Direction direction, Incompatibility said) {}

    /// Asks the library about two whole schemas.
    void ask(Schema old, Schema update) {
        ask(Direction.BACKWARD, update, old, true);
        ask(Direction.FORWARD, old, update, true);
    }

    /// Asks about two branches of unions, to explain why the one cannot be read with the other.
    void explain(Direction direction, Schema reader, Schema writer) {
        ask(direction, reader, writer, false);
    }

    private void ask(Direction direction, Schema reader, Schema writer, boolean spoken) {
        try {
            var result =
                    SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getResult();
            for (var said : result.getIncompatibilities()) {
                broken.add(direction);
                answers.putIfAbsent(key(direction, said), new Answer(said, spoken));
            }
        } catch (AvroRuntimeException e) {
            // Its way to say that a field and its aliases stand for several fields of the writer.
            broken.add(direction);
        }
    }

    Verdict verdict() {
        return new Verdict(
                !broken.contains(Direction.BACKWARD), !broken.contains(Direction.FORWARD));
    }

    private static Key key(Direction direction, Incompatibility said) {
        var detail =
                switch (said.getType()) {
                    case READER_FIELD_MISSING_DEFAULT_VALUE -> said.getMessage();
                    case MISSING_UNION_BRANCH ->
                            said.getWriterFragment().getType() == Schema.Type.UNION
                                    ? lastStep(said.getLocation())
                                    : "";
                    default -> "";
                };
        return key(
                direction,
                said.getType(),
                said.getReaderFragment(),
                said.getWriterFragment(),
                detail);
    }

    private static Key key(
            Direction direction,
            SchemaIncompatibilityType type,
            Schema reader,
            Schema writer,
            String detail) {
        return new Key(
                direction,
                type,
                System.identityHashCode(reader),
                System.identityHashCode(writer),
                detail);
    }

    private static String lastStep(String location) {
        return location.substring(location.lastIndexOf('/') + 1);
    }

    /// The directions in which two schemas do not get along for a reason.
    Breaks breaks(SchemaIncompatibilityType type, Schema old, Schema update) {
        return breaks(type, old, update, "", "");
    }

    /// @param oldDetail what the reason is about in the old schema: for one field the field's name,
    ///   for a branch of a union its index
    /// @param newDetail the same in the new schema
    Breaks breaks(
            SchemaIncompatibilityType type,
            Schema old,
            Schema update,
            String oldDetail,
            String newDetail) {
        boolean ofReader = type == SchemaIncompatibilityType.READER_FIELD_MISSING_DEFAULT_VALUE;
        var back = key(Direction.BACKWARD, type, update, old, ofReader ? newDetail : oldDetail);
        var forth = key(Direction.FORWARD, type, old, update, ofReader ? oldDetail : newDetail);
        var directions = EnumSet.noneOf(Direction.class);
        boolean spoken = false;
        for (var key : List.of(back, forth)) {
            var answer = answers.get(key);
            if (answer != null) {
                answer.placed = true;
                directions.add(key.direction());
                spoken |= answer.spoken;
            }
        }
        return new Breaks(directions, spoken);
    }

    /// The first reason for which a reader cannot read what a writer wrote, whatever it is; null
    /// where there is none.
    @Nullable SchemaIncompatibilityType any(Direction direction, Schema reader, Schema writer) {
        int r = System.identityHashCode(reader);
        int w = System.identityHashCode(writer);
        SchemaIncompatibilityType found = null;
        for (var entry : answers.entrySet()) {
            var key = entry.getKey();
            if (key.direction() == direction && key.reader() == r && key.writer() == w) {
                entry.getValue().placed = true;
                if (found == null || key.type().compareTo(found) < 0) {
                    found = key.type();
                }
            }
        }
        return found;
    }

    /// What no rule has asked for.
    List<Unplaced> unplaced() {
        var left = new ArrayList<Unplaced>();
        answers.forEach((key, answer) -> {
            if (!answer.placed && answer.spoken) {
                left.add(new Unplaced(key.direction(), answer.said));
            }
        });
        left.sort(java.util.Comparator.comparing(each -> each.said().getLocation()));
        return left;
    }
}
