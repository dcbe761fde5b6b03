package io.sightglass.schema;

import io.sightglass.model.SchemaRef;
import io.sightglass.port.RegistryAnswer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// The versions of a subject that follow a version, fetched in the background once somebody asks
/// and looked for anew from time to time: where a field that a schema lacks may have got its name.
final class SubjectVersions {
    private static final Logger LOG = LoggerFactory.getLogger(SubjectVersions.class);
    private static final Duration FRESH = Duration.ofSeconds(30);

    /// The nearest ones are the likely ones.
    private static final int MOST = 20;

    private final RegistrySchemas remote;
    private final Runnable changed;
    private final Map<String, Subject> subjects = new ConcurrentHashMap<>();

    /// @param changed is run when versions have arrived
    SubjectVersions(RegistrySchemas remote, Runnable changed) {
        this.remote = remote;
        this.changed = changed;
    }

    private static final class Subject {
        private final ConcurrentSkipListMap<Integer, ResolvedSchema> versions =
                new ConcurrentSkipListMap<>();
        private final AtomicBoolean fetching = new AtomicBoolean();
        private volatile long freshUntil = System.nanoTime();
    }

    /// What is known by now, ascending.
    List<ResolvedSchema> after(ResolvedSchema schema) {
        var name = schema.info().subject();
        var version = schema.info().version();
        if (name == null || version == null) {
            return List.of();
        }
        var subject = subjects.computeIfAbsent(name, key -> new Subject());
        if (System.nanoTime() - subject.freshUntil >= 0
                && !remote.isClosed()
                && subject.fetching.compareAndSet(false, true)) {
            Thread.ofVirtual().name("schema-later").start(() -> run(name, version, subject));
        }
        return List.copyOf(subject.versions.tailMap(version, false).values());
    }

    private void run(String name, int version, Subject subject) {
        try {
            if (fetch(name, version, subject)) {
                changed.run();
            }
        } catch (RuntimeException e) {
            LOG.error("later versions could not be fetched", e);
        } finally {
            subject.freshUntil = System.nanoTime() + FRESH.toNanos();
            subject.fetching.set(false);
        }
    }

    private boolean fetch(String name, int version, Subject subject) {
        var fetch = remote.fetch();
        if (!(fetch.join(fetch.registry().versions(name))
                instanceof RegistryAnswer.Found<List<Integer>>(var versions))) {
            return false;
        }
        boolean arrived = false;
        var following = versions.stream().filter(number -> number > version).sorted().limit(MOST);
        for (int number : following.toList()) {
            if (!subject.versions.containsKey(number)
                    && fetch.lookup(new SchemaRef.BySubjectVersion(name, number))
                            instanceof Lookup.Found(var schema)) {
                subject.versions.put(number, schema);
                arrived = true;
            }
        }
        return arrived;
    }
}
