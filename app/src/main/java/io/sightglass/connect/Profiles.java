package io.sightglass.connect;

import io.sightglass.connect.ProfileJson.NotUnderstood;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Secret;
import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The connections that a person keeps: `connections.json` in the configuration folder. It holds no
/// secret.
public final class Profiles {
    private final Path folder;
    private final JsonFile file;
    private final List<ClusterProfile> list = new ArrayList<>();
    private @Nullable Sentence problem;

    private final TopicChoices choices;

    private Profiles(Path folder, JsonFile file, TopicChoices choices) {
        this.folder = folder;
        this.file = file;
        this.choices = choices;
    }

    /// Reads the kept connections; a file that is broken is put aside, and [#problem] names it.
    public static Profiles read(Path folder) {
        var profiles =
                new Profiles(
                        folder,
                        new JsonFile(folder.resolve("connections.json")),
                        TopicChoices.read(folder));
        switch (profiles.file.read()) {
            case JsonFile.Content.Absent() -> {}
            case JsonFile.Content.Unusable(var sentence) -> profiles.problem = sentence;
            case JsonFile.Content.Json(var root) -> profiles.parse(root);
        }
        return profiles;
    }

    /// The configuration folder.
    public Path folder() {
        return folder;
    }

    /// How topics of these connections are to be read.
    public TopicChoices choices() {
        return choices;
    }

    /// In the order they were first kept.
    public synchronized List<ClusterProfile> list() {
        return List.copyOf(list);
    }

    /// The connection of that name.
    public synchronized Optional<ClusterProfile> find(String name) {
        return list.stream().filter(profile -> profile.name().equals(name)).findFirst();
    }

    /// What was wrong with a file, or null.
    public @Nullable Sentence problem() {
        return problem != null ? problem : choices.problem();
    }

    /// Keeps a connection, in the place of the one of the same name if there is one. Of its secrets
    /// it keeps the names, which each has to have.
    ///
    /// @throws IOException when the file cannot be written; the list is changed all the same
    public synchronized void keep(ClusterProfile whole) throws IOException {
        var profile = whole.mapSecrets((_, secret) -> nameOnly(secret));
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
    public synchronized void forget(String name) throws IOException {
        if (list.removeIf(profile -> profile.name().equals(name))) {
            write();
        }
    }

    private void parse(JsonNode root) {
        for (var entry : root.path("connections")) {
            try {
                list.add(ProfileJson.read(entry));
            } catch (NotUnderstood e) {
                if (problem == null) {
                    problem = file.keepAside(named(entry) + ": " + e.getMessage()).sentence();
                }
            }
        }
    }

    private static Secret nameOnly(Secret secret) {
        if (secret.name().isEmpty()) {
            throw new IllegalArgumentException("a secret without a name cannot be kept");
        }
        return Secret.named(secret.name());
    }

    private static String named(JsonNode entry) {
        var name = entry.path("name").asString("");
        return name.isBlank() ? "a connection in it" : "connection " + name;
    }

    private void write() throws IOException {
        var root = JsonFile.object();
        var connections = root.putArray("connections");
        for (var profile : list) {
            ProfileJson.write(profile, connections.addObject());
        }
        file.write(root);
    }
}
