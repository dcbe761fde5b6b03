package io.sightglass.compat.avro;

import io.sightglass.model.Location;
import io.sightglass.model.SchemaChange;
import io.sightglass.model.Sentence;
import io.sightglass.schema.SourcePlaces;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Collects the changes of one comparison, with their places in the sources.
final class Found {
    private final Supplier<SourcePlaces> old;
    private final Supplier<SourcePlaces> update;
    private final List<SchemaChange> changes = new ArrayList<>();

    /// @param old asked only when there is a change: finding places means reading the text again
    Found(Supplier<SourcePlaces> old, Supplier<SourcePlaces> update) {
        this.old = old;
        this.update = update;
    }

    /// @param before pointer to the old source; null where the old schema has nothing of it
    /// @param after the same for the new one
    void add(
            ChangeType type,
            Breaks breaks,
            String path,
            @Nullable String before,
            @Nullable String after,
            Sentence message) {
        changes.add(
                new SchemaChange(
                        type.name(),
                        path.isEmpty() ? "/" : path,
                        breaks.directions(),
                        message,
                        place(old, before),
                        place(update, after),
                        List.of()));
    }

    private static @Nullable Location place(
            Supplier<SourcePlaces> places, @Nullable String pointer) {
        return pointer == null ? null : places.get().at(resolve(places.get(), pointer));
    }

    /// A type that another file declares is shown where it is used.
    private static String resolve(SourcePlaces places, String pointer) {
        int mark = pointer.lastIndexOf(Spot.DECLARED);
        if (mark < 0) {
            return pointer;
        }
        int end = pointer.indexOf('/', mark);
        var name = pointer.substring(mark + 1, end < 0 ? pointer.length() : end);
        var declaration = places.definition(name);
        return declaration == null
                ? resolve(places, pointer.substring(0, mark))
                : declaration + (end < 0 ? "" : pointer.substring(end));
    }

    List<SchemaChange> changes() {
        return changes;
    }
}
