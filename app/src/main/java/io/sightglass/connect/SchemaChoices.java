package io.sightglass.connect;

import io.sightglass.model.Format;
import io.sightglass.model.SchemaRef;
import io.sightglass.port.RegistryAnswer;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// The schemas of a connection that a person may have payloads read with.
public final class SchemaChoices {
    private final Connection connection;

    public SchemaChoices(Connection connection) {
        this.connection = connection;
    }

    /// A schema to choose.
    ///
    /// @param name what it is called: a type, or a subject with its version
    /// @param place the file below its folder, or `registry`
    /// @param format null where the registry was not asked for it yet
    public record Choice(SchemaRef ref, String name, String place, @Nullable Format format) {
        /// Whether it holds every word of `typed`, in its name or its place.
        public boolean matches(String typed) {
            var text = (name + " " + place).toLowerCase(java.util.Locale.ROOT);
            for (var word : typed.strip().toLowerCase(java.util.Locale.ROOT).split("\\s+", -1)) {
                if (!text.contains(word)) {
                    return false;
                }
            }
            return true;
        }
    }

    /// Every type of every local file that parses, by folder and path.
    public List<Choice> local() {
        var choices = new ArrayList<Choice>();
        for (var file : connection.local().files()) {
            for (var type : file.types()) {
                choices.add(
                        new Choice(
                                new SchemaRef.LocalFile(file.path(), type),
                                type,
                                file.path(),
                                file.format()));
            }
        }
        return choices;
    }

    /// The versions of a subject, the latest first; empty where the registry does not say. Waits
    /// for the registry, at most as long as its deadline.
    public List<Choice> versions(String subject) {
        var registry = connection.registry();
        if (registry == null) {
            return List.of();
        }
        return registry.versions(subject).join()
                        instanceof RegistryAnswer.Found<List<Integer>>(var versions)
                ? versions.reversed().stream().map(version -> choice(subject, version)).toList()
                : List.of();
    }

    /// The latest version of each subject. Waits for the registry, at most as long as its deadline
    /// for the names and again for the versions, which are asked for side by side.
    public List<Choice> latest() {
        var registry = connection.registry();
        if (registry == null
                || !(registry.subjects().join()
                        instanceof RegistryAnswer.Found<List<String>>(var subjects))) {
            return List.of();
        }
        var answers = subjects.stream().map(registry::versions).toList();
        var choices = new ArrayList<Choice>();
        for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i).join() instanceof RegistryAnswer.Found<List<Integer>>(var versions)
                    && !versions.isEmpty()) {
                choices.add(choice(subjects.get(i), versions.getLast()));
            }
        }
        return choices;
    }

    private static Choice choice(String subject, int version) {
        return new Choice(
                new SchemaRef.BySubjectVersion(subject, version),
                subject + " v" + version,
                "registry",
                null);
    }
}
