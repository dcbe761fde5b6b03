package io.sightglass.ui.shell;

import io.sightglass.port.RegistryAnswer;
import io.sightglass.port.SchemaRegistry;
import io.sightglass.ui.shell.Surroundings.RegistryState;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks a registry for its subjects and their latest versions, again and again.
///
/// One request tells all subjects, but each subject's versions take one of their own. So a round
/// asks for those of a few only: of the subjects on screen, then of those that nobody has asked for
/// the longest. A registry with thousands is not stormed by every window that is open.
final class SubjectWatch {
    private static final Logger log = LoggerFactory.getLogger(SubjectWatch.class);

    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Duration GLANCE_EVERY = Duration.ofSeconds(1);
    private static final int GLANCES = (int) EVERY.dividedBy(GLANCE_EVERY);
    private static final int AT_ONCE = 16;

    /// Of how many subjects a round asks for the versions.
    static final int A_ROUND = 64;

    private final @Nullable SchemaRegistry registry;
    private final CountDownLatch stopped;
    private final Runnable changed;
    private final Map<String, Integer> latest = new ConcurrentHashMap<>();
    private final Map<String, Long> asked = new HashMap<>();
    private long turn;
    private volatile List<String> names = List.of();
    private volatile Set<String> preferred = Set.of();
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

    /// Names the subjects that are on screen.
    void prefer(Set<String> subjects) {
        preferred = Set.copyOf(subjects);
    }

    /// Asks until stopped.
    void run() {
        if (registry == null) {
            return;
        }
        try {
            while (true) {
                round(registry);
                for (int i = 0; i < GLANCES; i++) {
                    if (stopped.await(GLANCE_EVERY.toNanos(), TimeUnit.NANOSECONDS)) {
                        return;
                    }
                    glance(registry);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Asks for all subjects, and for the versions of some.
    void round(SchemaRegistry registry) throws InterruptedException {
        switch (await(registry.subjects())) {
            case RegistryAnswer.Found<List<String>>(var found) -> {
                names = found.stream().sorted().toList();
                state = new RegistryState.Answers();
                latest.keySet().retainAll(found);
                asked.keySet().retainAll(found);
                changed.run();
                versions(registry, due());
            }
            case RegistryAnswer.NotFound<List<String>>(var sentence) ->
                    state = new RegistryState.Silent(sentence);
            case RegistryAnswer.Unavailable<List<String>>(var sentence) ->
                    state = new RegistryState.Silent(sentence);
            case null -> {}
        }
        changed.run();
    }

    /// Asks for the versions of subjects that have come on screen, where they are not known yet.
    void glance(SchemaRegistry registry) throws InterruptedException {
        var seen = preferred;
        var known = names;
        versions(
                registry,
                known.stream()
                        .filter(name -> seen.contains(name) && !asked.containsKey(name))
                        .limit(A_ROUND)
                        .toList());
    }

    private List<String> due() {
        var seen = preferred;
        return names.stream()
                .sorted(
                        Comparator.<String, Boolean>comparing(name -> !seen.contains(name))
                                .thenComparing(name -> asked.getOrDefault(name, -1L)))
                .limit(A_ROUND)
                .toList();
    }

    private void versions(SchemaRegistry registry, List<String> subjects)
            throws InterruptedException {
        for (int from = 0; from < subjects.size() && stopped.getCount() > 0; from += AT_ONCE) {
            var part = subjects.subList(from, Math.min(from + AT_ONCE, subjects.size()));
            var answers = new ArrayList<CompletableFuture<RegistryAnswer<List<Integer>>>>();
            part.forEach(subject -> answers.add(registry.versions(subject)));
            part.forEach(subject -> asked.put(subject, turn++));
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
