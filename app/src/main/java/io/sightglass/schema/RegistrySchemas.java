package io.sightglass.schema;

import io.sightglass.model.SchemaRef;
import io.sightglass.model.Sentence;
import io.sightglass.port.SchemaRegistry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Schemas from a registry, fetched and parsed on virtual threads and kept.
///
/// Found is for ever. Missing is asked again after a while, when somebody looks it up. A registry
/// that does not answer is asked again by itself, more and more slowly, until it does. What is
/// asked at the same time, and what is remembered as missing, is bounded: a topic full of garbage
/// names a new id with every record.
final class RegistrySchemas implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RegistrySchemas.class);
    private static final int AT_ONCE = 16;
    private static final int MOST_WAITING = 1_000;
    private static final int MOST_ENTRIES = 20_000;
    private static final Duration MISSING_FOR = Duration.ofSeconds(30);
    private static final Duration RETRY_FIRST = Duration.ofSeconds(1);
    private static final Duration RETRY_LAST = Duration.ofSeconds(30);

    private final RegistryFetch fetch;
    private final String address;
    private final Runnable changed;
    private final Map<SchemaRef, Entry> entries = new ConcurrentHashMap<>();
    private final Queue<Entry> waiting = new ArrayDeque<>();
    private final Lookup.Pending busy;
    private int running;
    private volatile boolean closed;

    /// @param changed is run whenever an answer has changed
    RegistrySchemas(SchemaRegistry registry, String address, Runnable changed) {
        this.fetch = new RegistryFetch(registry, address);
        this.address = address;
        this.changed = changed;
        this.busy =
                new Lookup.Pending(
                        Sentence.of(
                                "The registry at "
                                        + address
                                        + " is being asked for many schemas; this one waits its"
                                        + " turn."));
    }

    private static final class Entry {
        private final SchemaRef ref;
        private volatile Lookup lookup;
        private volatile long askAgain;
        private volatile CompletableFuture<Boolean> attempt = new CompletableFuture<>();
        private int failures;

        private Entry(SchemaRef ref, Lookup lookup) {
            this.ref = ref;
            this.lookup = lookup;
        }
    }

    RegistryFetch fetch() {
        return fetch;
    }

    boolean isClosed() {
        return closed;
    }

    /// At once; starts fetching what is not known.
    Lookup lookup(SchemaRef ref) {
        var entry = entries.get(ref);
        if (entry == null) {
            return first(ref);
        }
        var lookup = entry.lookup;
        if (lookup instanceof Lookup.Missing
                && System.nanoTime() - entry.askAgain > 0
                && entry.attempt.isDone()) {
            start(entry);
        }
        return lookup;
    }

    /// Everything that has been found so far.
    List<ResolvedSchema> known() {
        var found = new ArrayList<ResolvedSchema>();
        for (var entry : entries.values()) {
            if (entry.lookup instanceof Lookup.Found(var schema)) {
                found.add(schema);
            }
        }
        return found;
    }

    private Lookup first(SchemaRef ref) {
        if (entries.size() >= MOST_ENTRIES) {
            entries.values().removeIf(entry -> entry.lookup instanceof Lookup.Missing);
        }
        synchronized (waiting) {
            if (closed || waiting.size() >= MOST_WAITING || entries.size() >= MOST_ENTRIES) {
                return busy;
            }
        }
        var pending =
                new Lookup.Pending(
                        Sentence.of(
                                named(ref)
                                        + " is being fetched from the registry at "
                                        + address
                                        + "."));
        var entry = new Entry(ref, pending);
        var earlier = entries.putIfAbsent(ref, entry);
        if (earlier != null) {
            return earlier.lookup;
        }
        enqueue(entry);
        return pending;
    }

    /// Waits until the registry has been asked once for something that is being looked up.
    void await(SchemaRef ref, Duration timeout) {
        var entry = entries.get(ref);
        if (entry == null) {
            return;
        }
        try {
            entry.attempt.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an attempt never fails", e);
        } catch (TimeoutException e) {
            // then the answer is what is known by now
            LOG.debug("no answer within {}", timeout);
        }
    }

    private void start(Entry entry) {
        synchronized (entry) {
            if (!entry.attempt.isDone()) {
                return; // somebody else was quicker
            }
            entry.attempt = new CompletableFuture<>();
        }
        enqueue(entry);
    }

    private void enqueue(Entry entry) {
        synchronized (waiting) {
            if (running == AT_ONCE) {
                waiting.add(entry);
                return;
            }
            running++;
        }
        Thread.ofVirtual().name("schema-fetch").start(() -> run(entry));
    }

    /// Asks for one entry, then for those that wait.
    private void run(Entry first) {
        for (var entry = first; entry != null; ) {
            if (!closed) {
                settle(entry, ask(entry.ref));
            }
            entry.attempt.complete(true);
            synchronized (waiting) {
                entry = closed ? null : waiting.poll();
                if (entry == null) {
                    running--;
                }
            }
        }
    }

    private Lookup ask(SchemaRef ref) {
        try {
            return fetch.lookup(ref);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("a schema could not be fetched", e);
            return Lookup.Missing.of(named(ref) + " cannot be used");
        }
    }

    private void settle(Entry entry, Lookup answer) {
        var before = entry.lookup;
        entry.askAgain = System.nanoTime() + MISSING_FOR.toNanos();
        entry.lookup = answer;
        if (answer instanceof Lookup.Pending) {
            var factor = 1L << Math.min(entry.failures++, 10);
            var delay = Math.min(RETRY_FIRST.toMillis() * factor, RETRY_LAST.toMillis());
            CompletableFuture.delayedExecutor(delay, TimeUnit.MILLISECONDS)
                    .execute(() -> start(entry));
        } else {
            entry.failures = 0;
        }
        if (!before.equals(answer)) {
            changed.run();
        }
    }

    /// How sentences call a schema.
    static String named(SchemaRef ref) {
        return switch (ref) {
            case SchemaRef.ById(var id) -> "Schema " + id;
            case SchemaRef.ByGuid(var guid) -> "Schema " + guid;
            case SchemaRef.BySubjectVersion(var subject, var version) ->
                    version == SchemaRef.BySubjectVersion.LATEST
                            ? "The latest version of " + subject
                            : "Version " + version + " of " + subject;
            case SchemaRef.ByFingerprint(var fingerprint) ->
                    "Schema " + String.format("%016x", fingerprint);
            case SchemaRef.ByGlueVersion(var version) -> "Schema version " + version;
            case SchemaRef.ByGlobalId(var id) -> "The schema with global id " + id;
            case SchemaRef.ByContentId(var id) -> "The schema with content id " + id;
            case SchemaRef.ByContentHash(var hash) -> "The schema with content hash " + hash;
            case SchemaRef.ByArtifact(var group, var artifact, var version) ->
                    (version.isEmpty() ? "Artifact " : "Version " + version + " of artifact ")
                            + (group.isEmpty() ? "" : group + "/")
                            + artifact;
            case SchemaRef.LocalFile(var path, _) -> path;
        };
    }

    @Override
    public void close() {
        closed = true;
        synchronized (waiting) {
            waiting.forEach(entry -> entry.attempt.complete(true));
            waiting.clear();
        }
    }
}
