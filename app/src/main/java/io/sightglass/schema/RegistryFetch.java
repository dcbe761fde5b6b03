package io.sightglass.schema;

import io.sightglass.model.SchemaInfo;
import io.sightglass.model.SchemaRef;
import io.sightglass.model.Sentence;
import io.sightglass.port.RegisteredSchema;
import io.sightglass.port.RegistryAnswer;
import io.sightglass.port.SchemaRegistry;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Fetches one schema with everything that it refers to, and parses it. Waits for the registry, so
/// it belongs on a virtual thread.
final class RegistryFetch {
    private static final int DEEPEST = 32;
    private static final int MOST_REFERENCES = 500;
    private static final long PATIENCE_SECONDS = 60;

    private final SchemaRegistry registry;
    private final String address;

    /// What was parsed, by id: the same schema named in several ways is one object.
    private final Map<Integer, ParsedSchema> parsed = new ConcurrentHashMap<>();

    RegistryFetch(SchemaRegistry registry, String address) {
        this.registry = registry;
        this.address = address;
    }

    SchemaRegistry registry() {
        return registry;
    }

    /// @throws IllegalArgumentException where a registry cannot know `ref`
    Lookup lookup(SchemaRef ref) {
        var asked =
                switch (ref) {
                    case SchemaRef.ById(var id) -> registry.byId(id);
                    case SchemaRef.ByGuid(var guid) -> registry.byGuid(guid);
                    case SchemaRef.BySubjectVersion(var subject, var version) ->
                            registry.version(subject, version);
                    case SchemaRef.ByFingerprint _,
                            SchemaRef.ByGlueVersion _,
                            SchemaRef.ByGlobalId _,
                            SchemaRef.ByContentId _,
                            SchemaRef.ByContentHash _,
                            SchemaRef.ByArtifact _,
                            SchemaRef.LocalFile _ ->
                            throw new IllegalArgumentException("not a registry's: " + ref);
                };
        return switch (join(asked)) {
            case RegistryAnswer.Found<RegisteredSchema>(var schema) -> resolve(ref, schema);
            case RegistryAnswer.NotFound<RegisteredSchema> _ ->
                    Lookup.Missing.of(
                            RegistrySchemas.named(ref) + " is not in the registry at " + address);
            case RegistryAnswer.Unavailable<RegisteredSchema>(var sentence) ->
                    new Lookup.Pending(sentence);
        };
    }

    /// The future's answer; it keeps a deadline of its own, so the one here only guards against a
    /// registry that breaks its word.
    <T> RegistryAnswer<T> join(CompletableFuture<RegistryAnswer<T>> future) {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unavailable();
        } catch (ExecutionException | TimeoutException e) {
            return unavailable();
        }
    }

    private <T> RegistryAnswer<T> unavailable() {
        return new RegistryAnswer.Unavailable<>(
                Sentence.of("The registry at " + address + " did not answer."));
    }

    private Lookup resolve(SchemaRef ref, RegisteredSchema schema) {
        var known = parsed.get(schema.id());
        if (known != null) {
            return found(known, schema);
        }
        var name = RegistrySchemas.named(ref);
        var gathering = new Gathering(name);
        var stopped = gathering.gather(schema, 0);
        if (stopped != null) {
            return stopped;
        }
        return switch (SchemaText.parse(
                schema.format(), fileName(schema), schema.text(), gathering.inOrder())) {
            case SchemaText.Result.Parsed(var result) -> {
                var earlier = parsed.putIfAbsent(schema.id(), result);
                yield found(earlier == null ? result : earlier, schema);
            }
            case SchemaText.Result.Failed(var problems) ->
                    Lookup.Missing.of(name + " does not parse", problems.getFirst().text());
        };
    }

    /// What a schema refers to, which need not be registered itself.
    ReferencedTexts references(String name, RegisteredSchema schema) {
        var gathering = new Gathering(name);
        return switch (gathering.gather(schema, 0)) {
            case null -> new ReferencedTexts.Found(gathering.inOrder());
            case Lookup.Missing(var why, _) -> new ReferencedTexts.Refused(why);
            case Lookup.Pending(var why) -> new ReferencedTexts.Refused(why);
            case Lookup.Found _ -> throw new IllegalStateException(name);
        };
    }

    private static Lookup found(ParsedSchema parsed, RegisteredSchema schema) {
        var name =
                switch (parsed) {
                    case ParsedSchema.Avro avro -> SchemaNames.of(avro);
                    case ParsedSchema.Protobuf proto -> SchemaNames.of(proto);
                    case ParsedSchema.Json json -> SchemaNames.of(json, fileName(schema));
                };
        var info =
                new SchemaInfo(
                        name,
                        SchemaInfo.REGISTRY,
                        schema.subject(),
                        schema.version(),
                        schema.id(),
                        null);
        return new Lookup.Found(new ResolvedSchema(parsed, info, null, schema.contract()));
    }

    /// `orders-value-v3`, or `schema-7` where the registry did not say.
    private static String fileName(RegisteredSchema schema) {
        if (schema.subject() == null) {
            return "schema-" + schema.id();
        }
        var subject = schema.subject().replaceAll("[^A-Za-z0-9._-]", "_");
        var shortened = subject.length() > 100 ? subject.substring(0, 100) : subject;
        return schema.version() == null ? shortened : shortened + "-v" + schema.version();
    }

    /// Fetches what a schema refers to, directly or not.
    private final class Gathering {
        private final String name;

        /// By subject and version; null while it is being gathered.
        private final Map<String, SchemaText.Reference> texts = new LinkedHashMap<>();

        private final List<SchemaText.Reference> inOrder = new ArrayList<>();
        private final List<String> open = new ArrayList<>();

        private Gathering(String name) {
            this.name = name;
        }

        /// Every text after the ones that it refers to.
        private List<SchemaText.Reference> inOrder() {
            return inOrder;
        }

        /// @return why it could not go on, or null
        private @Nullable Lookup gather(RegisteredSchema schema, int depth) {
            if (depth > DEEPEST) {
                return refused("its references are nested more than " + DEEPEST + " deep.");
            }
            for (var reference : schema.references()) {
                var stopped = gather(reference, depth);
                if (stopped != null) {
                    return stopped;
                }
            }
            return null;
        }

        private @Nullable Lookup gather(RegisteredSchema.Reference reference, int depth) {
            var key = reference.subject() + " v" + reference.version();
            if (open.contains(key)) {
                var circle = open.subList(open.indexOf(key), open.size());
                return refused(
                        "its references form a circle: "
                                + String.join(" → ", circle)
                                + " → "
                                + key
                                + ".");
            }
            var known = texts.get(key);
            if (known != null) {
                if (!known.name().equals(reference.name())) {
                    inOrder.add(new SchemaText.Reference(reference.name(), known.text()));
                }
                return null;
            }
            if (texts.size() == MOST_REFERENCES) {
                return refused("it refers to more than " + MOST_REFERENCES + " schemas.");
            }
            return switch (join(registry.version(reference.subject(), reference.version()))) {
                case RegistryAnswer.Found<RegisteredSchema>(var schema) -> {
                    open.add(key);
                    var stopped = gather(schema, depth + 1);
                    open.removeLast();
                    var text = new SchemaText.Reference(reference.name(), schema.text());
                    texts.put(key, text);
                    inOrder.add(text);
                    yield stopped;
                }
                case RegistryAnswer.NotFound<RegisteredSchema> _ ->
                        Lookup.Missing.of(
                                name
                                        + " imports "
                                        + reference.name()
                                        + " ("
                                        + key
                                        + "), which is not in the registry at "
                                        + address);
                case RegistryAnswer.Unavailable<RegisteredSchema>(var sentence) ->
                        new Lookup.Pending(sentence);
            };
        }

        private Lookup refused(String why) {
            return Lookup.Missing.of(name + " cannot be used", why);
        }
    }
}
