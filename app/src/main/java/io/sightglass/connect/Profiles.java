package io.sightglass.connect;

import io.sightglass.model.Auth;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Environment;
import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The connections that a person keeps: `connections.json` in the configuration folder. It holds no
/// secret.
public final class Profiles {
    private static final Logger log = LoggerFactory.getLogger(Profiles.class);

    private final JsonFile file;
    private final List<ClusterProfile> list = new ArrayList<>();
    private @Nullable Sentence problem;

    private final TopicChoices choices;

    private Profiles(JsonFile file, TopicChoices choices) {
        this.file = file;
        this.choices = choices;
    }

    /// Reads the kept connections; a file that is broken is put aside, and [#problem] names it.
    public static Profiles read(Path folder) {
        var profiles =
                new Profiles(
                        new JsonFile(folder.resolve("connections.json")),
                        TopicChoices.read(folder));
        switch (profiles.file.read()) {
            case JsonFile.Content.Absent() -> {}
            case JsonFile.Content.Unusable(var sentence) -> profiles.problem = sentence;
            case JsonFile.Content.Json(var root) -> profiles.parse(root);
        }
        return profiles;
    }

    /// How topics of these connections are to be read.
    public TopicChoices choices() {
        return choices;
    }

    /// In the order they were first kept.
    public List<ClusterProfile> list() {
        return List.copyOf(list);
    }

    /// The connection of that name.
    public Optional<ClusterProfile> find(String name) {
        return list.stream().filter(profile -> profile.name().equals(name)).findFirst();
    }

    /// What was wrong with a file, or null.
    public @Nullable Sentence problem() {
        return problem != null ? problem : choices.problem();
    }

    /// Keeps a connection, in the place of the one of the same name if there is one.
    ///
    /// @throws IOException when the file cannot be written; the list is changed all the same
    public void keep(ClusterProfile profile) throws IOException {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).name().equals(profile.name())) {
                list.set(i, profile);
                write();
                return;
            }
        }
        list.add(profile);
        write();
    }

    /// Forgets the connection of that name.
    ///
    /// @throws IOException when the file cannot be written; the list is changed all the same
    public void forget(String name) throws IOException {
        if (list.removeIf(profile -> profile.name().equals(name))) {
            write();
        }
    }

    private void parse(JsonNode root) {
        var kept = new ArrayList<ClusterProfile>();
        for (var entry : root.path("connections")) {
            var profile = profile(entry);
            if (profile != null) {
                kept.add(profile);
            } else if (problem == null) {
                problem =
                        file.keepAside("a connection in it lacks its name or bootstrap").sentence();
            }
        }
        list.addAll(kept);
    }

    private static @Nullable ClusterProfile profile(JsonNode entry) {
        var name = entry.path("name").asString("");
        var bootstrap = entry.path("bootstrap").asString("");
        if (name.isBlank() || bootstrap.isBlank()) {
            return null;
        }
        var registry = entry.path("registry").asString("");
        var folders = new ArrayList<Path>();
        for (var folder : entry.path("schemaFolders")) {
            try {
                folders.add(Path.of(folder.asString("")));
            } catch (InvalidPathException e) {
                log.warn("connection {}: a schema folder is no path here", name);
            }
        }
        return new ClusterProfile(
                name,
                bootstrap,
                registry.isBlank() ? null : registry,
                folders,
                environment(entry.path("environment").asString("")),
                new Auth.None());
    }

    private static Environment environment(String name) {
        for (var environment : Environment.values()) {
            if (environment.name().equalsIgnoreCase(name)) {
                return environment;
            }
        }
        // An environment that is not known is treated with the most care.
        return Environment.PROD;
    }

    private void write() throws IOException {
        var root = JsonFile.object();
        var connections = root.putArray("connections");
        for (var profile : list) {
            var entry = connections.addObject();
            entry.put("name", profile.name());
            entry.put("bootstrap", profile.bootstrap());
            if (profile.registry() != null) {
                entry.put("registry", profile.registry());
            }
            var folders = entry.putArray("schemaFolders");
            profile.schemaFolders().forEach(folder -> folders.add(folder.toString()));
            entry.put("environment", profile.environment().name());
        }
        file.write(root);
    }
}
