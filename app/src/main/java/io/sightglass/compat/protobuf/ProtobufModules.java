package io.sightglass.compat.protobuf;

import com.google.protobuf.Descriptors.FileDescriptor;

import io.sightglass.compat.Comparison;
import io.sightglass.model.Direction;
import io.sightglass.model.Format;
import io.sightglass.model.Location;
import io.sightglass.model.SchemaChange;
import io.sightglass.model.Sentence;
import io.sightglass.model.Verdict;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What differs between two versions of a module: its files by Confluent's rules, and the whole by
/// buf's.
public final class ProtobufModules {
    private static final Comparison NOTHING =
            new Comparison(Format.PROTOBUF, Verdict.COMPATIBLE, List.of(), Map.of());

    private ProtobufModules() {}

    public static ModuleComparison compare(ProtobufModule before, ProtobufModule after) {
        var places = new Places();
        var unchanged = unchanged(before, after);
        var pair =
                new ModulePair(
                        new ModuleIndex(before.files().values()),
                        new ModuleIndex(after.files().values()),
                        unchanged);
        var findings = BufProfile.run(pair, places);
        var byFile = new TreeMap<String, List<BufFinding>>();
        for (var finding : findings) {
            var file = finding.file() == null ? finding.oldFile() : finding.file();
            byFile.computeIfAbsent(file, path -> new ArrayList<>()).add(finding);
        }
        var files = new LinkedHashMap<String, Comparison>();
        for (var path : Aligned.keys(before.files().keySet(), after.files().keySet())) {
            var was = before.files().get(path);
            var is = after.files().get(path);
            var of = byFile.getOrDefault(path, List.of());
            var told =
                    was != null && unchanged.contains(was) ? NOTHING : file(path, was, is, places);
            files.put(path, BufProfile.join(told, of, path));
        }
        return new ModuleComparison(files, findings, BufProfile.categories(findings));
    }

    /// The old files that are the same in the new module; see [ModulePair].
    private static Set<FileDescriptor> unchanged(ProtobufModule before, ProtobufModule after) {
        var same = new SameFiles();
        Set<FileDescriptor> unchanged = Collections.newSetFromMap(new IdentityHashMap<>());
        before.files()
                .forEach((path, was) -> {
                    var is = after.files().get(path);
                    if (is != null && was.toProto().equals(is.toProto()) && same.files(was, is)) {
                        unchanged.add(was);
                    }
                });
        return unchanged;
    }

    private static Comparison file(
            String path,
            @Nullable FileDescriptor before,
            @Nullable FileDescriptor after,
            Places places) {
        if (before != null && after != null) {
            return ProtobufDiff.records(before, path, after, path, places);
        }
        return before == null ? fileAdded(path) : fileRemoved(path);
    }

    private static Comparison fileAdded(String path) {
        return new Comparison(
                Format.PROTOBUF,
                Verdict.COMPATIBLE,
                List.of(
                        new SchemaChange(
                                ChangeType.FILE_ADDED.name(),
                                "#/",
                                Set.of(),
                                Words.say("File ", path, " is new; there are no records of it."),
                                null,
                                new Location(path, 1, 1),
                                List.of())),
                Map.of());
    }

    private static Comparison fileRemoved(String path) {
        Sentence message =
                Words.say(
                        "File ", path, " is gone; nobody reads its records with the new schemas.");
        return new Comparison(
                Format.PROTOBUF,
                new Verdict(false, true),
                List.of(
                        new SchemaChange(
                                ChangeType.FILE_REMOVED.name(),
                                "#/",
                                Set.of(Direction.BACKWARD),
                                message,
                                new Location(path, 1, 1),
                                null,
                                List.of())),
                Map.of());
    }
}
