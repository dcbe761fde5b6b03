package io.sightglass.schema;

import com.google.protobuf.Descriptors.FileDescriptor;

import io.sightglass.schema.LocalSchemas.Problem;
import io.sightglass.schema.ProtoCompiler.Result;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Compiles all .proto files of a folder with the folder as import root.
///
/// One protoc call does it where all is well. Where it is not, because a file is broken or because
/// two versions of a file define the same names, the files are halved until each part compiles or
/// is a single file: so a broken file costs a few calls and no other file.
final class ProtoFolder {
    /// What became of one file: its descriptor, or at least one problem.
    sealed interface Outcome {
        record Compiled(FileDescriptor file) implements Outcome {}

        record Failed(List<Problem> problems) implements Outcome {}
    }

    private final ProtoCompiler.Workspace workspace;
    private final Map<String, Outcome> outcomes = new HashMap<>();

    private ProtoFolder(ProtoCompiler.Workspace workspace) {
        this.workspace = workspace;
    }

    /// @param texts every .proto file of the folder by its path below it
    /// @param folder as for [ProtoCompiler#open(Map, Path)]
    /// @return an outcome for each
    static Map<String, Outcome> compile(
            ProtoCompiler compiler, Map<String, String> texts, @Nullable Path folder)
            throws IOException {
        var good = new HashMap<String, String>();
        var outcomes = new HashMap<String, Outcome>();
        texts.forEach((name, text) ->
                ImportNames.fault(name)
                        .ifPresentOrElse(
                                fault ->
                                        outcomes.put(
                                                name,
                                                new Outcome.Failed(
                                                        List.of(new Problem(name, 0, 0, fault)))),
                                () -> good.put(name, text)));
        if (good.isEmpty()) {
            return outcomes;
        }
        try (var workspace = compiler.open(good, folder)) {
            var within = new ProtoFolder(workspace);
            within.compile(good.keySet().stream().sorted().toList());
            outcomes.putAll(within.outcomes);
        }
        return outcomes;
    }

    private void compile(List<String> names) {
        switch (workspace.compile(names, List.of())) {
            case Result.Compiled compiled ->
                    names.forEach(
                            name -> outcomes.put(name, new Outcome.Compiled(compiled.file(name))));
            case Result.Failed(var problems) -> {
                if (workspace.refused()) {
                    names.forEach(name -> outcomes.put(name, refused(name, problems)));
                } else if (names.size() == 1) {
                    alone(names.getFirst(), problems);
                } else {
                    parts(names).forEach(this::compile);
                }
            }
        }
    }

    /// The files by directory; the two halves where they are in one.
    private static Collection<List<String>> parts(List<String> names) {
        var directories =
                names.stream()
                        .collect(
                                Collectors.groupingBy(
                                        name -> name.substring(0, name.lastIndexOf('/') + 1)));
        int half = names.size() / 2;
        return directories.size() > 1
                ? directories.values()
                : List.of(names.subList(0, half), names.subList(half, names.size()));
    }

    private static Outcome refused(String name, List<Problem> problems) {
        var sentence = problems.getFirst().sentence();
        return new Outcome.Failed(List.of(new Problem(name, 0, 0, sentence)));
    }

    /// A file whose imports are not there may belong to an import root further down: then the
    /// folders above it are tried as roots too.
    private void alone(String name, List<Problem> problems) {
        boolean importMissing =
                problems.stream()
                        .anyMatch(problem -> problem.sentence().plain().contains("not found"));
        var roots = foldersAbove(name);
        if (importMissing
                && !roots.isEmpty()
                && workspace.compile(List.of(name), roots) instanceof Result.Compiled compiled) {
            outcomes.put(name, new Outcome.Compiled(compiled.file(name)));
        } else {
            outcomes.put(name, new Outcome.Failed(problems));
        }
    }

    private static List<String> foldersAbove(String name) {
        var folders = new ArrayList<String>();
        for (int slash = name.lastIndexOf('/');
                slash > 0;
                slash = name.lastIndexOf('/', slash - 1)) {
            folders.add(name.substring(0, slash));
        }
        return folders;
    }
}
