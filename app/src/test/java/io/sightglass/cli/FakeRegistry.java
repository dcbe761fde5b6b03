package io.sightglass.cli;

import io.sightglass.model.Format;
import io.sightglass.model.Sentence;
import io.sightglass.port.RegisteredSchema;
import io.sightglass.port.RegistryAnswer;
import io.sightglass.port.SchemaRegistry;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// A stand-in for a registry: it answers late, or, for what it does not know, that it is down.
final class FakeRegistry implements SchemaRegistry {
    private final Map<Integer, RegisteredSchema> late = new ConcurrentHashMap<>();

    /// Latest versions, by subject.
    final Map<String, RegisteredSchema> latest = new ConcurrentHashMap<>();

    static RegisteredSchema avro(int id, String text) {
        return new RegisteredSchema(id, null, "t-value", 1, Format.AVRO, text, List.of(), Map.of());
    }

    void answerAfterAsking(int id, RegisteredSchema schema) {
        late.put(id, schema);
    }

    @Override
    public String address() {
        return "http://fake:8081";
    }

    @Override
    public CompletableFuture<RegistryAnswer<RegisteredSchema>> byId(int id) {
        var schema = late.get(id);
        if (schema == null) {
            return down();
        }
        return new CompletableFuture<RegistryAnswer<RegisteredSchema>>()
                .completeOnTimeout(new RegistryAnswer.Found<>(schema), 200, TimeUnit.MILLISECONDS);
    }

    @Override
    public CompletableFuture<RegistryAnswer<RegisteredSchema>> byGuid(UUID guid) {
        return down();
    }

    @Override
    public CompletableFuture<RegistryAnswer<RegisteredSchema>> version(
            String subject, int version) {
        var schema = latest.get(subject);
        return schema == null
                ? down()
                : CompletableFuture.completedFuture(new RegistryAnswer.Found<>(schema));
    }

    @Override
    public CompletableFuture<RegistryAnswer<List<String>>> subjects() {
        return down();
    }

    @Override
    public CompletableFuture<RegistryAnswer<List<Integer>>> versions(String subject) {
        return down();
    }

    @Override
    public void close() {}

    private static <T> CompletableFuture<RegistryAnswer<T>> down() {
        return CompletableFuture.completedFuture(
                new RegistryAnswer.Unavailable<>(Sentence.of("The registry does not answer.")));
    }
}
