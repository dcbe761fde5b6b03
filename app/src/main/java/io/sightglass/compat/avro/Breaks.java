package io.sightglass.compat.avro;

import io.sightglass.model.Direction;

import org.apache.avro.SchemaCompatibility.SchemaIncompatibilityType;

import java.util.EnumSet;
import java.util.Set;

/// The directions that a change breaks.
///
/// @param spoken whether the library speaks of this change itself: then it goes by the library's
///   id. Within a branch of a union it speaks of the branch alone
record Breaks(Set<Direction> directions, boolean spoken) {
    static final Breaks NOTHING = new Breaks(EnumSet.noneOf(Direction.class), false);

    static Breaks in(Direction direction) {
        return new Breaks(EnumSet.of(direction), false);
    }

    ChangeType id(SchemaIncompatibilityType library, ChangeType own) {
        return spoken ? ChangeType.of(library) : own;
    }

    boolean backward() {
        return directions.contains(Direction.BACKWARD);
    }

    boolean forward() {
        return directions.contains(Direction.FORWARD);
    }

    boolean none() {
        return directions.isEmpty();
    }
}
