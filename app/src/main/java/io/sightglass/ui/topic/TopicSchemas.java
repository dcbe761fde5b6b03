package io.sightglass.ui.topic;

import io.sightglass.connect.Connection;
import io.sightglass.model.Part;
import io.sightglass.model.SchemaInfo;
import io.sightglass.model.SchemaRef;
import io.sightglass.model.Sentence;
import io.sightglass.port.RegisteredSchema;
import io.sightglass.port.RegistryAnswer;
import io.sightglass.port.SchemaRegistry;
import io.sightglass.schema.Lookup;
import io.sightglass.schema.explain.Explained;
import io.sightglass.schema.search.SchemaHolder;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Finds the schemas of a topic: the subjects that are named for it, those that its records name,
/// and local files that are bound to it. Waits; not for the window's thread.
final class TopicSchemas {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Connection connection;
    private final String topic;

    TopicSchemas(Connection connection, String topic) {
        this.connection = connection;
        this.topic = topic;
    }

    /// @param subjects the registry's
    /// @param used what the topic's last records were read with
    List<TopicSchema> find(Set<String> subjects, List<SchemaInfo> used)
            throws InterruptedException {
        var wanted = new LinkedHashMap<String, String>();
        if (subjects.contains(topic + "-value")) {
            wanted.put(topic + "-value", "Value");
        }
        for (var info : used) {
            if (info.subject() != null) {
                wanted.putIfAbsent(info.subject(), "Value");
            }
        }
        if (subjects.contains(topic + "-key")) {
            wanted.put(topic + "-key", "Key");
        }
        // Named by topic and type (Confluent's TopicRecordNameStrategy).
        subjects.stream()
                .filter(subject ->
                        subject.startsWith(topic + "-")
                                && subject.indexOf('.', topic.length() + 1) > 0)
                .sorted()
                .forEach(subject -> wanted.putIfAbsent(subject, "By type"));
        var found = new ArrayList<TopicSchema>();
        var registry = connection.registry();
        if (registry != null) {
            for (var entry : wanted.entrySet()) {
                found.add(subject(registry, entry.getKey(), entry.getValue()));
            }
        }
        bound(Part.VALUE, "Value").ifPresent(found::add);
        bound(Part.KEY, "Key").ifPresent(found::add);
        return found;
    }

    private TopicSchema subject(SchemaRegistry registry, String subject, String role)
            throws InterruptedException {
        var versions = List.<Integer>of();
        Sentence problem = null;
        switch (await(registry.versions(subject))) {
            case RegistryAnswer.Found<List<Integer>>(var all) -> versions = all;
            case RegistryAnswer.NotFound<List<Integer>>(var why) -> problem = why;
            case RegistryAnswer.Unavailable<List<Integer>>(var why) -> problem = why;
        }
        var level =
                await(registry.level(subject)) instanceof RegistryAnswer.Found<String>(var said)
                        ? said
                        : "";
        var holder = new SchemaHolder.Subject(subject);
        if (versions.isEmpty()) {
            return new TopicSchema(role, holder, versions, null, level, Map.of(), "", "", problem);
        }
        int latest = versions.getLast();
        RegisteredSchema registered = null;
        switch (await(registry.version(subject, latest))) {
            case RegistryAnswer.Found<RegisteredSchema>(var schema) -> registered = schema;
            case RegistryAnswer.NotFound<RegisteredSchema>(var why) -> problem = why;
            case RegistryAnswer.Unavailable<RegisteredSchema>(var why) -> problem = why;
        }
        var name = "";
        var doc = "";
        switch (connection
                .schemas()
                .await(new SchemaRef.BySubjectVersion(subject, latest), PATIENCE)) {
            case Lookup.Found(var schema) -> {
                name = schema.info().name();
                doc = doc(schema.parsed());
            }
            case Lookup.Missing(var why, _) -> problem = why;
            case Lookup.Pending(var why) -> problem = why;
        }
        return new TopicSchema(
                role,
                holder,
                versions,
                registered == null ? null : registered.format(),
                level,
                registered == null ? Map.of() : registered.properties(),
                name,
                doc,
                problem);
    }

    private static String doc(io.sightglass.schema.ParsedSchema schema) {
        return Explained.root(schema, null).map(root -> root.meaning().doc()).orElse("");
    }

    private Optional<TopicSchema> bound(Part part, String role) {
        return connection
                .schemas()
                .bound(topic, part)
                .flatMap(schema -> {
                    var path = schema.info().file();
                    return connection.local().files().stream()
                            .filter(file -> file.path().equals(path))
                            .findFirst()
                            .map(file ->
                                    new TopicSchema(
                                            role,
                                            new SchemaHolder.File(file.folder(), file.path()),
                                            List.of(),
                                            file.format(),
                                            "",
                                            Map.of(),
                                            schema.info().name(),
                                            Explained.root(schema.parsed(), schema.type())
                                                    .map(root -> root.meaning().doc())
                                                    .orElse(""),
                                            null));
                });
    }

    private static <T> RegistryAnswer<T> await(CompletableFuture<RegistryAnswer<T>> asked)
            throws InterruptedException {
        try {
            return asked.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return new RegistryAnswer.Unavailable<>(
                    Sentence.of(
                            "The registry did not answer; its schemas will show when it does."));
        }
    }
}
