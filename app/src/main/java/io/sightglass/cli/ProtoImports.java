package io.sightglass.cli;

import io.sightglass.model.Sentence;
import io.sightglass.schema.SchemaText.Reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds the files that a .proto imports: below the given roots, else below the file's own folder
/// or one above it. An import that is found nowhere is left to the compiler, which has the
/// well-known types and says what is missing.
final class ProtoImports {
    private static final Pattern IMPORT =
            Pattern.compile("(?m)^\\s*import\\s+(?:public\\s+|weak\\s+|option\\s+)?\"([^\"]+)\"");
    private static final int MOST = 1_000;

    private final List<Path> roots;
    private final Map<String, String> found = new LinkedHashMap<>();

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
        collect(text);
        return found.entrySet().stream()
                .map(entry -> new Reference(entry.getKey(), entry.getValue()))
                .toList();
    }

    private void collect(String text) throws CliFailure {
        var matcher = IMPORT.matcher(text);
        while (matcher.find() && found.size() < MOST) {
            var name = matcher.group(1);
            var file = found.containsKey(name) ? Optional.<Path>empty() : locate(name);
            if (file.isPresent()) {
                var imported = read(file.get());
                found.put(name, imported);
                collect(imported);
            }
        }
    }

    private Optional<Path> locate(String name) {
        if (name.startsWith("/") || name.contains("..") || name.contains("\\")) {
            return Optional.empty();
        }
        return roots.stream()
                .map(root -> root.resolve(name))
                .filter(Files::isRegularFile)
                .findFirst();
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
