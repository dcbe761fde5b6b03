package io.sightglass.schema.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.model.Format;
import io.sightglass.model.Sentence;
import io.sightglass.port.RegisteredSchema;
import io.sightglass.port.RegistryAnswer;
import io.sightglass.port.SchemaRegistry;
import io.sightglass.schema.LocalSchemas;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

@Timeout(60)
class SchemaSearchTest {
    @TempDir Path folder;

    private final Registry registry = new Registry();
    private volatile LocalSchemas local = LocalSchemas.none();
    private final SchemaSearch search = new SchemaSearch(registry, () -> local);

    @AfterEach
    void close() {
        search.close();
    }

    private static String avro(String... fields) {
        var text = new StringBuilder();
        for (var field : fields) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append("{\"name\": \"" + field + "\", \"type\": \"string\"}");
        }
        return "{\"type\": \"record\", \"name\": \"A\", \"fields\": [" + text + "]}";
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void refreshed(Map<String, Integer> latest) {
        search.refresh(latest);
        await(() -> search.progress().isDone());
    }

    private List<String> found(String typed) {
        return search.search(typed, 10).hits().stream().map(SearchHit::where).toList();
    }

    @Test
    void nothingIsReadBeforeSomebodyAsks() {
        registry.add("a", avro("x"));
        assertEquals(new SearchProgress(0, 0, 0, false), search.progress());
        assertEquals(0, registry.asked.get());
        refreshed(Map.of("a", 1));
        assertEquals(List.of("a v1"), found("x"));
    }

    @Test
    void aNewVersionIsReadAndNothingElse() {
        registry.add("a", avro("old"));
        registry.add("b", avro("other"));
        refreshed(Map.of("a", 1, "b", 1));
        int asked = registry.asked.get();
        long revision = search.revision();
        refreshed(Map.of("a", 1, "b", 1));
        assertEquals(asked, registry.asked.get());
        assertEquals(revision, search.revision());
        registry.add("a", avro("fresh"));
        refreshed(Map.of("a", 2, "b", 1));
        assertEquals(asked + 1, registry.asked.get());
        assertEquals(List.of("a v2"), found("fresh"));
        assertEquals(List.of(), found("old"));
        assertEquals(List.of("b v1"), found("other"));
    }

    @Test
    void aSubjectThatIsGoneIsFoundNoMore() {
        registry.add("a", avro("x"));
        registry.add("b", avro("x"));
        refreshed(Map.of("a", 1, "b", 1));
        assertEquals(List.of("a v1", "b v1"), found("x"));
        refreshed(Map.of("b", 1));
        assertEquals(List.of("b v1"), found("x"));
        assertEquals(1, search.progress().total());
    }

    @Test
    void theLatestVersionIsFoundOutWhereItIsNotKnown() {
        registry.add("a", avro("one"));
        registry.add("a", avro("two"));
        refreshed(Map.of("a", -1));
        assertEquals(List.of("a v2"), found("two"));
        int asked = registry.asked.get();
        refreshed(Map.of("a", 2));
        assertEquals(asked, registry.asked.get());
    }

    @Test
    void whatDoesNotParseIsCountedAndStopsNothing() {
        registry.add("a", "{\"type\": \"nonsense\"}");
        registry.add("b", avro("x"));
        refreshed(Map.of("a", 1, "b", 1));
        assertEquals(List.of("b v1"), found("x"));
        assertEquals(new SearchProgress(2, 2, 1, false), search.progress());
    }

    @Test
    void fewAreAskedForAtOnce() {
        registry.gate = new Semaphore(0);
        var latest = new TreeMap<String, Integer>();
        for (int i = 0; i < 40; i++) {
            registry.add("s" + i, avro("x"));
            latest.put("s" + i, 1);
        }
        search.refresh(latest);
        await(() -> registry.waiting.get() == 4);
        assertEquals(40, search.progress().total());
        assertEquals(0, search.progress().done());
        registry.gate.release(1000);
        await(() -> search.progress().isDone());
        assertEquals(40, search.search("x", 100).total());
        assertTrue(registry.most.get() <= 4, "at once: " + registry.most);
    }

    @Test
    void savedFilesAreTakenInOneByOne() throws Exception {
        Files.writeString(folder.resolve("a.avsc"), avro("old"));
        Files.writeString(folder.resolve("b.avsc"), avro("other"));
        local = LocalSchemas.read(List.of(folder));
        refreshed(Map.of());
        assertEquals(List.of("a.avsc"), found("old"));
        Files.writeString(folder.resolve("a.avsc"), avro("fresh"));
        Files.delete(folder.resolve("b.avsc"));
        local = LocalSchemas.read(List.of(folder));
        refreshed(Map.of());
        assertEquals(List.of("a.avsc"), found("fresh"));
        assertEquals(List.of(), found("old"));
        assertEquals(List.of(), found("other"));
    }

    /// A registry in memory that counts, and may hold its answers back.
    private static final class Registry implements SchemaRegistry {
        private final Map<String, List<String>> texts = new ConcurrentHashMap<>();
        private final AtomicInteger asked = new AtomicInteger();
        private final AtomicInteger waiting = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private volatile Semaphore gate = new Semaphore(1_000_000);

        void add(String subject, String text) {
            texts.merge(
                    subject,
                    List.of(text),
                    (a, b) -> java.util.stream.Stream.concat(a.stream(), b.stream()).toList());
        }

        @Override
        public String address() {
            return "http://localhost:8081";
        }

        @Override
        public CompletableFuture<RegistryAnswer<RegisteredSchema>> version(
                String subject, int version) {
            asked.incrementAndGet();
            return CompletableFuture.supplyAsync(
                    () -> {
                        most.accumulateAndGet(waiting.incrementAndGet(), Math::max);
                        gate.acquireUninterruptibly();
                        waiting.decrementAndGet();
                        var all = texts.get(subject);
                        return new RegistryAnswer.Found<>(
                                new RegisteredSchema(
                                        subject.hashCode() * 31 + version,
                                        null,
                                        subject,
                                        version,
                                        Format.AVRO,
                                        all.get(version - 1),
                                        List.of(),
                                        Map.of()));
                    },
                    task -> Thread.ofVirtual().start(task));
        }

        @Override
        public CompletableFuture<RegistryAnswer<List<Integer>>> versions(String subject) {
            var all = texts.getOrDefault(subject, List.of());
            return CompletableFuture.completedFuture(
                    new RegistryAnswer.Found<>(
                            java.util.stream.IntStream.rangeClosed(1, all.size())
                                    .boxed()
                                    .toList()));
        }

        @Override
        public CompletableFuture<RegistryAnswer<RegisteredSchema>> byId(int id) {
            return absent();
        }

        @Override
        public CompletableFuture<RegistryAnswer<RegisteredSchema>> byGuid(UUID guid) {
            return absent();
        }

        @Override
        public CompletableFuture<RegistryAnswer<List<String>>> subjects() {
            return absent();
        }

        private static <T> CompletableFuture<RegistryAnswer<T>> absent() {
            return CompletableFuture.completedFuture(
                    new RegistryAnswer.NotFound<>(Sentence.of("It is not there.")));
        }

        @Override
        public void close() {}
    }
}
