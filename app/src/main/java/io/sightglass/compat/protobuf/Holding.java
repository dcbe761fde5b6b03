package io.sightglass.compat.protobuf;

import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.GenericDescriptor;

import io.sightglass.compat.Difference;
import io.sightglass.model.Location;
import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// An update of a file that is held against an original, in one direction, and what was found so
/// far.
///
/// @param original the file that writers have
/// @param originalName what the file is called in locations
/// @param update the file that readers have
/// @param updateName the same for it
/// @param writer how sentences call the original: "old", or "new" on the way back
/// @param reader how they call the update
/// @param places where declarations of both stand
/// @param found everything that was found, in order
record Holding(
        FileDescriptor original,
        String originalName,
        FileDescriptor update,
        String updateName,
        String writer,
        String reader,
        Places places,
        List<Difference> found) {

    /// From old to new: the readers have the new schema.
    static Holding forth(
            FileDescriptor before,
            String beforeName,
            FileDescriptor after,
            String afterName,
            Places places) {
        return new Holding(
                before, beforeName, after, afterName, "old", "new", places, new ArrayList<>());
    }

    /// The same pair, with the old schema as the update.
    Holding back() {
        return new Holding(
                update,
                updateName,
                original,
                originalName,
                reader,
                writer,
                places,
                new ArrayList<>());
    }

    boolean isBack() {
        return reader.equals("old");
    }

    /// @param path where in the schema: `#/Order/14`
    /// @param before where it stands in the original
    /// @param after where it stands in the update
    void add(
            ChangeType type,
            String path,
            @Nullable GenericDescriptor before,
            @Nullable GenericDescriptor after,
            Sentence message) {
        add(
                type,
                path,
                before == null ? null : location(before, places.of(before)),
                after == null ? null : location(after, places.of(after)),
                message);
    }

    void add(
            ChangeType type,
            String path,
            @Nullable Location before,
            @Nullable Location after,
            Sentence message) {
        found.add(new Difference(type.name(), path, type.compatible(), message, before, after));
    }

    @Nullable Location location(GenericDescriptor at, @Nullable Span span) {
        if (span == null) {
            return null;
        }
        return new Location(name(at.getFile()), span.line(), span.column());
    }

    private String name(FileDescriptor file) {
        if (file == original) {
            return originalName;
        }
        return file == update ? updateName : file.getName();
    }

    /// Whether nothing incompatible was found since `from` differences were there.
    boolean compatibleSince(int from) {
        return found.subList(from, found.size()).stream().allMatch(Difference::compatible);
    }
}
