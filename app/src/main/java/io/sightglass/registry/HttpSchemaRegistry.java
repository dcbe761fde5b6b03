package io.sightglass.registry;

import io.sightglass.model.RegistryAccess;
import io.sightglass.model.SchemaRef;
import io.sightglass.model.Sentence;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.RegisteredSchema;
import io.sightglass.port.RegistryAnswer;
import io.sightglass.port.SchemaRegistry;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// A registry that speaks Confluent's REST API: Confluent's own, Apicurio's and Karapace's
/// compatible APIs, Redpanda's, the playground's.
///
/// Every call has a deadline; schemas are kept for ever, since an id never changes its meaning;
/// absence, and a schema whose subject could not be learned, are kept for half a minute; and while
/// the registry fails, it is asked less and less often, with the last sentence as the answer in
/// between.
public final class HttpSchemaRegistry implements SchemaRegistry {
    private static final String DELETED = "deleted=true";

    private record SubjectVersion(String subject, int version) {}

    private final RegistryAddress address;
    private final RegistryHttp http;
    private final Backoff backoff;
    private final AnswerCache<Integer, RegisteredSchema> byId;
    private final AnswerCache<UUID, RegisteredSchema> byGuid;
    private final AnswerCache<SubjectVersion, RegisteredSchema> byVersion;

    /// One that asks for nothing. Makes no connection yet.
    ///
    /// @throws ConnectionFailure with a sentence when `url` is no http or https URL
    public static HttpSchemaRegistry open(String url) throws ConnectionFailure {
        return open(url, RegistryAccess.OPEN);
    }

    /// Makes no connection yet.
    ///
    /// @throws ConnectionFailure with a sentence when `url` is no http or https URL, or when a file
    ///   that `access` names cannot be used
    public static HttpSchemaRegistry open(String url, RegistryAccess access)
            throws ConnectionFailure {
        var address = RegistryAddress.parse(url).inContext(access.context());
        var clock = InstantSource.system();
        var http =
                new RegistryHttp(
                        address,
                        RegistryHttp.DEADLINE,
                        Credentials.of(access.auth(), address, RegistryHttp.DEADLINE, clock),
                        access);
        return new HttpSchemaRegistry(address, http, clock);
    }

    HttpSchemaRegistry(RegistryAddress address, Duration deadline, InstantSource clock) {
        this(address, new RegistryHttp(address, deadline), clock);
    }

    private HttpSchemaRegistry(RegistryAddress address, RegistryHttp http, InstantSource clock) {
        this.address = address;
        this.http = http;
        this.backoff = new Backoff(clock, RandomGenerator.of("SplittableRandom"));
        this.byId = new AnswerCache<>(clock, schema -> schema.subject() != null);
        this.byGuid = new AnswerCache<>(clock, schema -> schema.subject() != null);
        this.byVersion = new AnswerCache<>(clock, _ -> true);
    }

    @Override
    public String address() {
        return address.shown();
    }

    @Override
    public CompletableFuture<RegistryAnswer<RegisteredSchema>> byId(int id) {
        return byId.get(
                id,
                () ->
                        ask(
                                        Sentence.of(
                                                "Schema "
                                                        + id
                                                        + " is not in the registry at "
                                                        + address
                                                        + "."),
                                        body -> SchemaReader.schema(body, id),
                                        "schemas",
                                        "ids",
                                        Integer.toString(id))
                                .thenCompose(this::withSubject));
    }

    @Override
    public CompletableFuture<RegistryAnswer<RegisteredSchema>> byGuid(UUID guid) {
        var absent = Sentence.of("Schema " + guid + " is not in the registry at " + address + ".");
        return byGuid.get(
                guid,
                () ->
                        ask(
                                        absent,
                                        body -> SchemaReader.schema(body, guid),
                                        "schemas",
                                        "guids",
                                        guid.toString())
                                .thenCompose(answer -> withId(answer, guid))
                                .thenCompose(this::withSubject));
    }

    @Override
    public CompletableFuture<RegistryAnswer<RegisteredSchema>> version(
            String subject, int version) {
        var word =
                version == SchemaRef.BySubjectVersion.LATEST ? "latest" : Integer.toString(version);
        var absent =
                Sentence.of(
                        "Subject "
                                + subject
                                + " has no version "
                                + word
                                + " in the registry at "
                                + address
                                + ".");
        Supplier<CompletableFuture<RegistryAnswer<RegisteredSchema>>> request =
                () ->
                        ask(
                                absent,
                                body -> SchemaReader.schema(body, RegisteredSchema.NO_ID),
                                "subjects",
                                subject,
                                "versions",
                                word);
        // A version never changes, but which is the latest does.
        return version == SchemaRef.BySubjectVersion.LATEST
                ? request.get()
                : byVersion.get(new SubjectVersion(subject, version), request);
    }

    @Override
    public CompletableFuture<RegistryAnswer<List<String>>> subjects() {
        return ask(
                Sentence.of("The registry at " + address + " has no list of subjects."),
                SchemaReader::texts,
                "subjects");
    }

    @Override
    public CompletableFuture<RegistryAnswer<List<Integer>>> versions(String subject) {
        return ask(
                Sentence.of("Subject " + subject + " is not in the registry at " + address + "."),
                SchemaReader::versions,
                "subjects",
                subject,
                "versions");
    }

    @Override
    public CompletableFuture<RegistryAnswer<String>> level(String subject) {
        var absent = Sentence.of("The registry at " + address + " tells no compatibility level.");
        return ask(absent, SchemaReader::level, "config", subject)
                .thenCompose(answer ->
                        answer instanceof RegistryAnswer.NotFound<String>
                                ? ask(absent, SchemaReader::level, "config")
                                : CompletableFuture.completedFuture(answer));
    }

    @Override
    public CompletableFuture<RegistryAnswer<String>> ownLevel(String subject) {
        return ask(
                Sentence.of(
                        "The registry at " + address + " has no level for " + subject + " alone."),
                SchemaReader::level,
                "config",
                subject);
    }

    @Override
    public CompletableFuture<RegistryAnswer<List<Integer>>> versionsWithDeleted(String subject) {
        return ask(
                Sentence.of("Subject " + subject + " is not in the registry at " + address + "."),
                SchemaReader::versions,
                () -> http.get(DELETED, new String[] {"subjects", subject, "versions"}));
    }

    @Override
    public CompletableFuture<RegistryAnswer<RegisteredSchema>> versionEvenDeleted(
            String subject, int version) {
        return ask(
                Sentence.of(
                        "Subject "
                                + subject
                                + " has no version "
                                + version
                                + " in the registry at "
                                + address
                                + ", not even a deleted one."),
                body -> SchemaReader.schema(body, RegisteredSchema.NO_ID),
                () ->
                        http.get(
                                DELETED,
                                new String[] {
                                    "subjects", subject, "versions", Integer.toString(version)
                                }));
    }

    @Override
    public CompletableFuture<RegistryAnswer<Compatibility>> compatibility(
            String subject, int version, RegisteredSchema schema) {
        return ask(
                Sentence.of(
                        "The registry at "
                                + address
                                + " cannot judge by version "
                                + version
                                + " of "
                                + subject
                                + ", which it does not have."),
                SchemaReader::compatibility,
                () ->
                        http.post(
                                SchemaReader.request(schema),
                                "verbose=true",
                                new String[] {
                                    "compatibility",
                                    "subjects",
                                    subject,
                                    "versions",
                                    Integer.toString(version)
                                }));
    }

    @Override
    public CompletableFuture<RegistryAnswer<List<Integer>>> referencedBy(
            String subject, int version) {
        return ask(
                Sentence.of(
                        "The registry at "
                                + address
                                + " does not tell what refers to "
                                + subject
                                + " v"
                                + version
                                + "."),
                SchemaReader::versions,
                "subjects",
                subject,
                "versions",
                Integer.toString(version),
                "referencedby");
    }

    @Override
    public CompletableFuture<RegistryAnswer<List<Registration>>> registrations(int id) {
        return ask(
                Sentence.of("Schema " + id + " is not in the registry at " + address + "."),
                SchemaReader::registrations,
                "schemas",
                "ids",
                Integer.toString(id),
                "versions");
    }

    /// Asks by id where else a schema stands, if the answer did not say. That a registry cannot
    /// tell is no failure: the schema is what counts.
    private CompletableFuture<RegistryAnswer<RegisteredSchema>> withSubject(
            RegistryAnswer<RegisteredSchema> answer) {
        if (!(answer instanceof RegistryAnswer.Found<RegisteredSchema>(var schema))
                || schema.subject() != null
                || schema.id() == RegisteredSchema.NO_ID) {
            return CompletableFuture.completedFuture(answer);
        }
        return http.get("schemas", "ids", Integer.toString(schema.id()), "versions")
                .thenApply(reply ->
                        reply instanceof Reply.Json(var body)
                                ? new RegistryAnswer.Found<>(SchemaReader.withSubject(schema, body))
                                : answer);
    }

    private CompletableFuture<RegistryAnswer<RegisteredSchema>> withId(
            RegistryAnswer<RegisteredSchema> answer, UUID guid) {
        if (!(answer instanceof RegistryAnswer.Found<RegisteredSchema>(var schema))
                || schema.id() != RegisteredSchema.NO_ID) {
            return CompletableFuture.completedFuture(answer);
        }
        return http.get("schemas", "guids", guid.toString(), "ids")
                .thenApply(reply ->
                        reply instanceof Reply.Json(var body)
                                ? new RegistryAnswer.Found<>(SchemaReader.withId(schema, body))
                                : answer);
    }

    private <T> CompletableFuture<RegistryAnswer<T>> ask(
            Sentence absent, Function<JsonNode, T> reader, String... path) {
        return ask(absent, reader, () -> http.get(path));
    }

    private <T> CompletableFuture<RegistryAnswer<T>> ask(
            Sentence absent,
            Function<JsonNode, T> reader,
            Supplier<CompletableFuture<Reply>> request) {
        var holding = backoff.holding();
        if (holding != null) {
            return CompletableFuture.completedFuture(new RegistryAnswer.Unavailable<>(holding));
        }
        return request.get().thenApply(reply -> answer(reply, absent, reader));
    }

    private <T> RegistryAnswer<T> answer(
            Reply reply, Sentence absent, Function<JsonNode, T> reader) {
        return switch (reply) {
            case Reply.Json(var body) -> {
                try {
                    T value = reader.apply(body);
                    backoff.answered();
                    yield new RegistryAnswer.Found<>(value);
                } catch (SchemaReader.UnknownType e) {
                    yield new RegistryAnswer.Unavailable<>(
                            Sentence.of(
                                    "A schema in the registry at "
                                            + address
                                            + " is of type "
                                            + e.getMessage()
                                            + ", which Sightglass does not read."));
                } catch (SchemaReader.UnexpectedJson e) {
                    yield unavailable(
                            Sentence.of(
                                    "What answers at "
                                            + address
                                            + " sent JSON that is not a schema registry's ("
                                            + e.getMessage()
                                            + "); check the address."));
                }
            }
            case Reply.Absent() -> {
                backoff.answered();
                yield new RegistryAnswer.NotFound<>(absent);
            }
            case Reply.Failed(var sentence, var wide) ->
                    wide ? unavailable(sentence) : new RegistryAnswer.Unavailable<>(sentence);
        };
    }

    private <T> RegistryAnswer<T> unavailable(Sentence sentence) {
        backoff.failed(sentence);
        return new RegistryAnswer.Unavailable<>(sentence);
    }

    @Override
    public void close() {
        http.close();
    }
}
