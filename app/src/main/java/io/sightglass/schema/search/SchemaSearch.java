package io.sightglass.schema.search;

import io.sightglass.port.RegistryAnswer;
import io.sightglass.port.SchemaRegistry;
import io.sightglass.schema.LocalSchemas;
import io.sightglass.schema.Lookup;
import io.sightglass.schema.ParsedSchema;
import io.sightglass.schema.PassingSchemas;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/// Keeps an index of all schemas that a connection has: its registry's subjects, in their latest
/// versions, and its local files.
///
/// Nothing is read before [#refresh] is called for the first time. Each call takes in what is new
/// since the one before, in the background; only a few schemas are asked for at once, and none is
/// kept but for its names and words. Thread-safe.
public final class SchemaSearch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaSearch.class);
    private static final int AT_ONCE = 4;
    private static final Duration ASK_AGAIN = Duration.ofSeconds(30);

    private final @Nullable SchemaRegistry registry;
    private final Supplier<LocalSchemas> local;
    private final SchemaIndex index = new SchemaIndex();

    /// What was read of each subject and file, or is waiting to be.
    private final Map<SchemaHolder, Known> known = new HashMap<>();

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int running;
    private @Nullable LocalSchemas seen;
    private long revision;
    private boolean full;
    private volatile boolean closed;

    private enum State {
        WAITING,
        READ,
        UNREADABLE,
        /// The registry did not answer.
        AWAY
    }

    /// @param stamp the version of a subject, the parsed schema of a file
    /// @param nanos when it was read
    private record Known(Object stamp, State state, long nanos) {
        Known now(State next) {
            return new Known(stamp, next, System.nanoTime());
        }
    }

    public SchemaSearch(@Nullable SchemaRegistry registry, Supplier<LocalSchemas> local) {
        this.registry = registry;
        this.local = local;
    }

    /// Searches among what has been read so far: see [SchemaIndex#search].
    public SearchResults search(String typed, int most) {
        return index.search(typed, most);
    }

    public SchemaIndex index() {
        return index;
    }

    /// Takes in what has changed. Returns at once.
    ///
    /// @param latest the registry's subjects, each with its latest version; -1 where that is not
    ///   known yet
    public synchronized void refresh(Map<String, Integer> latest) {
        if (closed) {
            return;
        }
        var files = local.get();
        if (files != seen) {
            seen = files;
            takeFiles(files);
        }
        takeSubjects(latest);
        next();
    }

    private void takeFiles(LocalSchemas files) {
        var there = new HashSet<SchemaHolder>();
        for (var file : files.files()) {
            var parsed = files.parsed(file.path()).orElse(null);
            if (parsed == null) {
                continue;
            }
            var holder = new SchemaHolder.File(file.folder(), file.path());
            there.add(holder);
            var before = known.get(holder);
            if (before == null || before.stamp() != parsed) {
                want(holder, parsed, () -> take(holder, 0, parsed, parsed));
            }
        }
        forget(SchemaHolder.File.class, there);
    }

    private void takeSubjects(Map<String, Integer> latest) {
        var asked = registry;
        if (asked == null) {
            return;
        }
        var there = new HashSet<SchemaHolder>();
        latest.forEach((subject, version) -> {
            var holder = new SchemaHolder.Subject(subject);
            there.add(holder);
            var before = known.get(holder);
            boolean news =
                    before == null
                            || version > 0 && !before.stamp().equals(version)
                            || before.state() == State.AWAY && isOld(before);
            if (news && (before == null || before.state() != State.WAITING)) {
                Object stamp = version;
                want(holder, stamp, () -> read(asked, holder, version, stamp));
            }
        });
        forget(SchemaHolder.Subject.class, there);
    }

    private static boolean isOld(Known before) {
        return System.nanoTime() - before.nanos() > ASK_AGAIN.toNanos();
    }

    private void forget(Class<? extends SchemaHolder> kind, Set<SchemaHolder> there) {
        for (var holder : List.copyOf(known.keySet())) {
            if (kind.isInstance(holder) && !there.contains(holder)) {
                known.remove(holder);
                index.remove(holder);
                revision++;
            }
        }
    }

    private void want(SchemaHolder holder, Object stamp, Runnable work) {
        known.put(holder, new Known(stamp, State.WAITING, System.nanoTime()));
        waiting.add(work);
    }

    private synchronized void next() {
        while (running < AT_ONCE && !waiting.isEmpty() && !closed) {
            var work = waiting.remove();
            running++;
            Thread.ofVirtual().name("sightglass-schema-search").start(() -> run(work));
        }
    }

    private void run(Runnable work) {
        try {
            work.run();
        } finally {
            synchronized (this) {
                running--;
            }
            next();
        }
    }

    private void read(
            SchemaRegistry asked, SchemaHolder.Subject holder, int version, Object stamp) {
        try {
            int number = version > 0 ? version : latest(asked, holder.subject());
            if (number <= 0) {
                became(holder, stamp, State.AWAY);
                return;
            }
            switch (new PassingSchemas(asked).read(holder.subject(), number)) {
                case Lookup.Found(var schema) -> {
                    restamp(holder, stamp, number);
                    take(holder, number, schema.parsed(), number);
                }
                case Lookup.Missing(var sentence, _) -> {
                    LOG.debug("{} is not searched: {}", holder.subject(), sentence);
                    became(holder, stamp, State.UNREADABLE);
                }
                case Lookup.Pending _ -> became(holder, stamp, State.AWAY);
            }
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("{} cannot be searched", holder.subject(), e);
            became(holder, stamp, State.UNREADABLE);
        }
    }

    private static int latest(SchemaRegistry asked, String subject) {
        try {
            return asked.versions(subject).join()
                                    instanceof RegistryAnswer.Found<List<Integer>>(var versions)
                            && !versions.isEmpty()
                    ? versions.getLast()
                    : -1;
        } catch (CompletionException e) {
            LOG.error("the versions of {} could not be read", subject, e);
            return -1;
        }
    }

    /// The version has become known.
    private synchronized void restamp(SchemaHolder holder, Object stamp, int version) {
        var now = known.get(holder);
        if (now != null && now.stamp().equals(stamp)) {
            known.put(holder, new Known(version, now.state(), now.nanos()));
        }
    }

    private void take(SchemaHolder holder, int version, ParsedSchema schema, Object stamp) {
        try {
            var elements = SchemaElements.of(schema);
            boolean room = index.put(holder, version, schema.format(), elements);
            synchronized (this) {
                full |= !room;
                if (!known.containsKey(holder)) {
                    index.remove(holder); // it went while it was read
                }
            }
            became(holder, stamp, State.READ);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("{} cannot be searched", holder.name(), e);
            became(holder, stamp, State.UNREADABLE);
        }
    }

    private synchronized void became(SchemaHolder holder, Object stamp, State state) {
        var now = known.get(holder);
        if (now != null && now.stamp().equals(stamp)) {
            known.put(holder, now.now(state));
        }
        revision++;
    }

    public synchronized SearchProgress progress() {
        int done = 0;
        int unread = 0;
        for (var each : known.values()) {
            done += each.state() == State.WAITING ? 0 : 1;
            unread += each.state() == State.UNREADABLE || each.state() == State.AWAY ? 1 : 0;
        }
        return new SearchProgress(done, known.size(), unread, full);
    }

    /// Grows whenever a search may find something else than before.
    public synchronized long revision() {
        return revision;
    }

    /// Ends reading; what was read can still be searched.
    @Override
    public synchronized void close() {
        closed = true;
        waiting.clear();
    }
}
