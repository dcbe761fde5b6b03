package io.sightglass.ui.shell;

import io.sightglass.port.RegistryAnswer;
import io.sightglass.port.SchemaRegistry;
import io.sightglass.ui.shell.Surroundings.RegistryState;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks a registry for its subjects and their latest versions, again and again.
final class SubjectWatch {
    private static final Logger log = LoggerFactory.getLogger(SubjectWatch.class);

    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final int AT_ONCE = 16;

    private final @Nullable SchemaRegistry registry;
    private final CountDownLatch stopped;
    private final Runnable changed;
    private final Map<String, Integer> latest = new ConcurrentHashMap<>();
    private volatile List<String> names = List.of();
    private volatile RegistryState state;

    SubjectWatch(@Nullable SchemaRegistry registry, CountDownLatch stopped, Runnable changed) {
        this.registry = registry;
        this.stopped = stopped;
        this.changed = changed;
        this.state = registry == null ? new RegistryState.None() : new RegistryState.Waiting();
    }

    RegistryState state() {
        return state;
    }

    List<Surroundings.Subject> subjects() {
        return names.stream()
                .map(name -> new Surroundings.Subject(name, latest.getOrDefault(name, -1)))
                .toList();
    }

    /// Asks until stopped.
    void run() {
        if (registry == null) {
            return;
        }
        try {
            do {
                round(registry);
            } while (!stopped.await(EVERY.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round(SchemaRegistry asked) throws InterruptedException {
        switch (await(asked.subjects())) {
            case RegistryAnswer.Found<List<String>>(var found) -> {
                names = found.stream().sorted().toList();
                state = new RegistryState.Answers();
                latest.keySet().retainAll(found);
                changed.run();
                versions(asked, names);
            }
            case RegistryAnswer.NotFound<List<String>>(var sentence) ->
                    state = new RegistryState.Silent(sentence);
            case RegistryAnswer.Unavailable<List<String>>(var sentence) ->
                    state = new RegistryState.Silent(sentence);
            case null -> {}
        }
        changed.run();
    }

    private void versions(SchemaRegistry asked, List<String> subjects) throws InterruptedException {
        for (int from = 0; from < subjects.size() && stopped.getCount() > 0; from += AT_ONCE) {
            var part = subjects.subList(from, Math.min(from + AT_ONCE, subjects.size()));
            var answers = new ArrayList<CompletableFuture<RegistryAnswer<List<Integer>>>>();
            part.forEach(subject -> answers.add(asked.versions(subject)));
            for (int i = 0; i < part.size(); i++) {
                if (await(answers.get(i)) instanceof RegistryAnswer.Found<List<Integer>>(var found)
                        && !found.isEmpty()) {
                    latest.put(part.get(i), found.getLast());
                }
            }
            changed.run();
        }
    }

    /// The answer, or null when the watch was stopped meanwhile. The registry's own deadline bounds
    /// the wait.
    private <T> @Nullable RegistryAnswer<T> await(CompletableFuture<RegistryAnswer<T>> answer)
            throws InterruptedException {
        while (stopped.getCount() > 0) {
            try {
                return answer.get(200, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // ask whether to stop, and wait on
            } catch (ExecutionException e) {
                log.error("a registry's answer failed", e.getCause());
                return null;
            }
        }
        return null;
    }
}
