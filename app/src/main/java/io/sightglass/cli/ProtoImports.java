package io.sightglass.cli;

import io.sightglass.model.Sentence;
import io.sightglass.schema.ProtoReferences;
import io.sightglass.schema.SchemaText.Reference;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Finds the files that a .proto imports: below the given roots, else below the file's own folder
/// or one above it.
final class ProtoImports {
    private final List<Path> roots;

    ProtoImports(Path file, List<Path> given) {
        roots = new ArrayList<>(given);
        for (var folder = file.toAbsolutePath().getParent();
                folder != null;
                folder = folder.getParent()) {
            roots.add(folder);
        }
    }

    /// Everything that `text` imports, directly or not, by import name.
    List<Reference> of(String text) throws CliFailure {
        return ProtoReferences.of(text, this::read);
    }

    private @Nullable String read(String name) throws CliFailure {
        for (var root : roots) {
            var file = root.resolve(name);
            if (Files.isRegularFile(file)) {
                return read(file);
            }
        }
        return null;
    }

    private static String read(Path file) throws CliFailure {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw CliFailure.unreadable(
                    Sentence.of(
                            "Imported file "
                                    + file
                                    + " cannot be read; check that it is text, and its"
                                    + " permissions."),
                    e);
        }
    }
}
