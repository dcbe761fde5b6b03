package io.sightglass.registry;

import io.sightglass.port.RegistryAnswer;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Keeps what a registry said: what was found for as long as there is room, what was not found for
/// a short time, and an answer that is under way is waited for rather than asked for twice.
///
/// Thread-safe.
final class AnswerCache<K, T> {
    static final Duration ABSENCE = Duration.ofSeconds(30);
    static final int ROOM = 20_000;

    private record Kept<T>(RegistryAnswer<T> answer, Instant until) {}

    private final InstantSource clock;
    private final Predicate<T> whole;
    private final Map<K, Kept<T>> kept =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<K, Kept<T>> eldest) {
                    return size() > ROOM;
                }
            };
    private final Map<K, CompletableFuture<RegistryAnswer<T>>> underWay = new HashMap<>();

    /// @param whole whether nothing is missing in what was found; else it is kept for a short time
    AnswerCache(InstantSource clock, Predicate<T> whole) {
        this.clock = clock;
        this.whole = whole;
    }

    /// The kept answer, or the one under way, or a new one. An [RegistryAnswer.Unavailable] is not
    /// kept.
    CompletableFuture<RegistryAnswer<T>> get(
            K key, Supplier<CompletableFuture<RegistryAnswer<T>>> ask) {
        CompletableFuture<RegistryAnswer<T>> answer;
        synchronized (this) {
            var known = known(key);
            if (known != null) {
                return CompletableFuture.completedFuture(known);
            }
            var running = underWay.get(key);
            if (running != null) {
                return running.copy();
            }
            answer = new CompletableFuture<>();
            underWay.put(key, answer);
        }
        ask.get()
                .whenComplete((found, failure) -> {
                    synchronized (this) {
                        underWay.remove(key);
                        if (found != null) {
                            keep(key, found);
                        }
                    }
                    if (failure != null) {
                        answer.completeExceptionally(failure);
                    } else {
                        answer.complete(found);
                    }
                });
        return answer.copy();
    }

    private @Nullable RegistryAnswer<T> known(K key) {
        var found = kept.get(key);
        if (found == null) {
            return null;
        }
        if (clock.instant().isBefore(found.until())) {
            return found.answer();
        }
        kept.remove(key);
        return null;
    }

    private void keep(K key, RegistryAnswer<T> answer) {
        switch (answer) {
            case RegistryAnswer.Found<T> found ->
                    kept.put(
                            key,
                            new Kept<>(
                                    found,
                                    whole.test(found.value())
                                            ? Instant.MAX
                                            : clock.instant().plus(ABSENCE)));
            case RegistryAnswer.NotFound<T> absent ->
                    kept.put(key, new Kept<>(absent, clock.instant().plus(ABSENCE)));
            case RegistryAnswer.Unavailable<T> _ -> {}
        }
    }
}
