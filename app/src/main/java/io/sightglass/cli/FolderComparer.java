package io.sightglass.cli;

import com.google.protobuf.Descriptors.FileDescriptor;

import io.sightglass.compat.Comparison;
import io.sightglass.compat.Policy;
import io.sightglass.compat.Side;
import io.sightglass.compat.avro.AvroParts;
import io.sightglass.compat.protobuf.ProtobufModule;
import io.sightglass.compat.protobuf.ProtobufModules;
import io.sightglass.model.Direction;
import io.sightglass.model.Format;
import io.sightglass.model.Location;
import io.sightglass.model.SchemaChange;
import io.sightglass.model.Sentence;
import io.sightglass.model.Verdict;
import io.sightglass.schema.ParsedSchema;
import io.sightglass.schema.SchemaFolder;
import io.sightglass.schema.SchemaText.Result;

import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/// Compares the schema files of two folders, path by path. The .proto files of a folder are one
/// module.
final class FolderComparer {
    private final @Nullable Format format;
    private final Policy policy;

    /// @param format the only format to compare; null for all
    FolderComparer(@Nullable Format format, Policy policy) {
        this.format = format;
        this.policy = policy;
    }

    /// What became of a folder: it, or why it is none.
    private record Read(@Nullable SchemaFolder read, @Nullable CliFailure failure) {
        static Read of(DiffSide side, @Nullable Format format) {
            try {
                return new Read(side.folder(format), null);
            } catch (CliFailure failure) {
                return new Read(null, failure);
            }
        }

        SchemaFolder folder() throws CliFailure {
            if (failure != null) {
                throw failure;
            }
            return Objects.requireNonNull(read);
        }
    }

    List<ComparedPair> compare(DiffSide old, DiffSide update)
            throws CliFailure, InterruptedException {
        var later = FileComparer.start(() -> Read.of(update, format));
        var before = Read.of(old, format).folder();
        var after = FileComparer.await(later).folder();
        for (var folder : List.of(before, after)) {
            if (!folder.problems().isEmpty()) {
                var problem = folder.problems().getFirst();
                throw CliFailure.unreadable(Printable.line(problem.text()));
            }
        }
        var modules = modules(before.files(), after.files());
        var paths = new TreeSet<>(before.files().keySet());
        paths.addAll(after.files().keySet());
        var parts = parts(before.files(), after.files());
        var pairs = new ArrayList<ComparedPair>();
        for (var path : paths) {
            var inModule = modules.get(path);
            pairs.add(
                    inModule != null
                            ? new ComparedPair(path, Format.PROTOBUF, inModule, List.of())
                            : pair(path, before.files().get(path), after.files().get(path), parts));
        }
        return pairs;
    }

    /// The old Avro types that stand in others; see [AvroParts].
    private static Set<String> parts(Map<String, Result> before, Map<String, Result> after) {
        var types = new ArrayList<Schema>();
        var staying = new ArrayList<Schema>();
        before.forEach((path, result) -> {
            var of = avroTypes(result);
            types.addAll(of);
            if (after.containsKey(path)) {
                staying.addAll(of);
            }
        });
        return AvroParts.of(types, staying);
    }

    private static List<Schema> avroTypes(@Nullable Result result) {
        return result instanceof Result.Parsed(ParsedSchema.Avro avro) ? avro.types() : List.of();
    }

    private ComparedPair pair(
            String path, @Nullable Result before, @Nullable Result after, Set<String> parts) {
        var errors = new ArrayList<String>();
        var old = schema(before, errors);
        var update = schema(after, errors);
        var known = SchemaFolder.format(path);
        if (!errors.isEmpty()) {
            return new ComparedPair(path, known, null, errors);
        }
        if (old != null && update != null) {
            return FileComparer.compare(path, new Side(path, old), new Side(path, update), policy);
        }
        var left = known == null ? Format.JSON : known;
        if (old == null) {
            return new ComparedPair(path, known, added(path, left), List.of());
        }
        var types = avroTypes(before);
        boolean part =
                !types.isEmpty()
                        && types.stream().allMatch(type -> parts.contains(type.getFullName()));
        return new ComparedPair(path, known, removed(path, left, part), List.of());
    }

    private static @Nullable ParsedSchema schema(@Nullable Result result, List<String> errors) {
        return switch (result) {
            case null -> null;
            case Result.Parsed(var schema) -> schema;
            case Result.Failed(var problems) -> {
                errors.add(Printable.line(problems.getFirst().text()));
                yield null;
            }
        };
    }

    /// Files that do not compile are left out on both sides, so that they do not look deleted.
    private static Map<String, Comparison> modules(
            Map<String, Result> before, Map<String, Result> after) {
        var old = new LinkedHashMap<String, FileDescriptor>();
        var update = new LinkedHashMap<String, FileDescriptor>();
        gather(before, after, old);
        gather(after, before, update);
        return old.isEmpty() && update.isEmpty()
                ? Map.of()
                : ProtobufModules.compare(new ProtobufModule(old), new ProtobufModule(update))
                        .files();
    }

    private static void gather(
            Map<String, Result> files,
            Map<String, Result> others,
            Map<String, FileDescriptor> module) {
        files.forEach((path, result) -> {
            if (path.endsWith(".proto")
                    && result instanceof Result.Parsed(ParsedSchema.Protobuf(var file, _))
                    && !(others.get(path) instanceof Result.Failed)) {
                module.put(path, file);
            }
        });
    }

    /// FILE_ADDED.
    private static Comparison added(String path, Format format) {
        var change =
                new SchemaChange(
                        "FILE_ADDED",
                        "/",
                        Set.of(),
                        about(path, " is new; there are no records of it."),
                        null,
                        new Location(path, 1, 1),
                        List.of());
        return new Comparison(format, Verdict.COMPATIBLE, List.of(change), Map.of());
    }

    /// FILE_REMOVED, which is to readers what the loss of a type in a larger file is.
    ///
    /// @param part whether its types stand in those of other files
    private static Comparison removed(String path, Format format, boolean part) {
        Set<Direction> breaks = part ? Set.of() : Set.of(Direction.BACKWARD);
        var change =
                new SchemaChange(
                        "FILE_REMOVED",
                        "/",
                        breaks,
                        about(
                                path,
                                part
                                        ? " is gone; what it declares stood in other types, whose"
                                                + " own changes say what that breaks."
                                        : " is gone; nobody reads its records with the new"
                                                + " schemas."),
                        new Location(path, 1, 1),
                        null,
                        List.of());
        return new Comparison(format, new Verdict(part, true), List.of(change), Map.of());
    }

    private static Sentence about(String path, String words) {
        return Sentence.builder().text("File ").strong(path).text(words).build();
    }
}
