package io.sightglass.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.model.Sentence;
import io.sightglass.port.RegisteredSchema;
import io.sightglass.port.RegistryAnswer;
import io.sightglass.port.SchemaRegistry;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/// The registry is a stand-in: what is asked of it has to be counted.
class SubjectWatchTest {
    private static final int SUBJECTS = 5_000;

    private final Counted registry = new Counted();
    private final SubjectWatch watch = new SubjectWatch(registry, new CountDownLatch(1), () -> {});

    private static final class Counted implements SchemaRegistry {
        final List<String> asked = new ArrayList<>();

        @Override
        public String address() {
            return "counted";
        }

        @Override
        public CompletableFuture<RegistryAnswer<List<String>>> subjects() {
            return answer(IntStream.range(0, SUBJECTS).mapToObj(i -> "s-" + i).toList());
        }

        @Override
        public CompletableFuture<RegistryAnswer<List<Integer>>> versions(String subject) {
            asked.add(subject);
            return answer(List.of(1, 2, 3));
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
        public CompletableFuture<RegistryAnswer<RegisteredSchema>> version(
                String subject, int version) {
            return absent();
        }

        private static <T> CompletableFuture<RegistryAnswer<T>> answer(T value) {
            return CompletableFuture.completedFuture(new RegistryAnswer.Found<>(value));
        }

        private static <T> CompletableFuture<RegistryAnswer<T>> absent() {
            return CompletableFuture.completedFuture(
                    new RegistryAnswer.NotFound<>(Sentence.of("There is no such schema.")));
        }

        @Override
        public void close() {}
    }

    @Test
    void aRoundAsksForTheVersionsOfAFewAndSoonerOrLaterOfAll() throws Exception {
        watch.round(registry);
        assertEquals(SUBJECTS, watch.subjects().size());
        assertEquals(SubjectWatch.A_ROUND, registry.asked.size());
        for (int i = 0; i < SUBJECTS / SubjectWatch.A_ROUND; i++) {
            watch.round(registry);
        }
        assertEquals(SUBJECTS, new HashSet<>(registry.asked).size());
        assertTrue(watch.subjects().stream().allMatch(subject -> subject.latest() == 3));
    }

    @Test
    void whatComesOnScreenIsAskedForAtOnceAndThenInEachRound() throws Exception {
        watch.round(registry);
        registry.asked.clear();
        watch.glance(registry);
        assertEquals(List.of(), registry.asked);
        watch.prefer(Set.of("s-4711", "no such subject"));
        watch.glance(registry);
        watch.glance(registry);
        assertEquals(List.of("s-4711"), registry.asked);
        watch.round(registry);
        assertEquals(1 + SubjectWatch.A_ROUND, registry.asked.size());
        assertEquals("s-4711", registry.asked.get(1));
    }
}
