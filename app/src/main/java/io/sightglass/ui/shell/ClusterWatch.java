package io.sightglass.ui.shell;

import io.sightglass.connect.Connection;
import io.sightglass.model.Sentence;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.GroupInfo;
import io.sightglass.port.TopicInfo;
import io.sightglass.ui.shell.Surroundings.RegistryState;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Looks at a connection again and again, on threads of its own, and hands over what it saw.
///
/// Three loops, so that a slow one delays no other: topics and groups every two seconds, the
/// registry's subjects every ten, and a glance at the last records of a few topics every second.
public final class ClusterWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ClusterWatch.class);

    private static final Duration TOPICS_EVERY = Duration.ofSeconds(2);
    private static final Duration LOOKS_EVERY = Duration.ofSeconds(1);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(20);
    private static final Duration PENDING_AGAIN = Duration.ofSeconds(3);
    private static final int LOOKS_A_ROUND = 4;

    private final Connection connection;
    private final Consumer<Surroundings> listener;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();
    private final SubjectWatch subjects;

    private final Object lock = new Object();
    private List<TopicInfo> topics = List.of();
    private List<GroupInfo> groups = List.of();
    private @Nullable Sentence problem;
    private final Map<String, Double> rates = new HashMap<>();
    private final Map<String, Looked> looks = new HashMap<>();
    private volatile Set<String> preferred = Set.of();

    private record Looked(TopicLook look, long end, long nanos) {}

    private ClusterWatch(Connection connection, Consumer<Surroundings> listener) {
        this.connection = connection;
        this.listener = listener;
        this.subjects = new SubjectWatch(connection.registry(), stopped, this::publish);
    }

    /// Starts looking.
    ///
    /// @param listener hears each new snapshot, on a thread of the watch's
    public static ClusterWatch start(Connection connection, Consumer<Surroundings> listener) {
        var watch = new ClusterWatch(connection, listener);
        watch.run("topics", watch::watchTopics);
        watch.run("looks", watch::watchLooks);
        watch.run("subjects", watch.subjects::run);
        return watch;
    }

    /// Names the topics and the subjects that are on screen, which are looked at before others.
    public void prefer(Set<String> topics, Set<String> names) {
        preferred = Set.copyOf(topics);
        subjects.prefer(names);
    }

    /// Stops. Returns once nothing uses the connection any more, or after three seconds.
    @Override
    public void close() {
        stopped.countDown();
        long end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
        for (var thread : threads) {
            try {
                thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void run(String name, Runnable loop) {
        threads.add(Thread.ofVirtual().name("sightglass-watch-" + name).start(loop));
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    private boolean pause(Duration duration) {
        try {
            return !stopped.await(duration.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void watchTopics() {
        var before = new HashMap<String, Long>();
        long last = 0;
        do {
            try {
                var seen = connection.cluster().topics();
                long now = System.nanoTime();
                double seconds = (now - last) / 1e9;
                synchronized (lock) {
                    for (var topic : seen) {
                        var end = before.put(topic.name(), topic.end());
                        if (end != null && end >= 0 && topic.end() >= end) {
                            smooth(topic.name(), (topic.end() - end) / seconds);
                        }
                    }
                    topics = seen.stream().filter(topic -> !topic.internal()).toList();
                    problem = null;
                }
                last = now;
                publish();
                var list = connection.cluster().groups();
                synchronized (lock) {
                    groups = list;
                }
                publish();
            } catch (ConnectionFailure e) {
                synchronized (lock) {
                    problem = e.sentence();
                }
                publish();
            } catch (RuntimeException e) {
                if (!isStopped()) {
                    log.error("looking at topics and groups failed", e);
                }
            }
        } while (pause(TOPICS_EVERY));
    }

    private void smooth(String topic, double rate) {
        rates.merge(topic, rate, (old, fresh) -> old * 0.6 + fresh * 0.4);
    }

    private void watchLooks() {
        do {
            for (var topic : dueForLook()) {
                if (isStopped()) {
                    return;
                }
                try {
                    var look = TopicLook.at(connection, topic.name(), this::isStopped);
                    keep(topic, look);
                    publish();
                } catch (ConnectionFailure e) {
                    log.debug("no glance at {}: {}", topic.name(), e.getMessage());
                    keep(topic, TopicLook.LATER);
                } catch (RuntimeException e) {
                    if (!isStopped()) {
                        log.error("a glance at a topic failed", e);
                    }
                    keep(topic, TopicLook.NONE);
                }
            }
        } while (pause(LOOKS_EVERY));
    }

    /// A look that had to do without schemas says less than the one before.
    private void keep(TopicInfo topic, TopicLook look) {
        synchronized (lock) {
            var before = looks.get(topic.name());
            var best = look.pending() && before != null ? before.look() : look;
            looks.put(topic.name(), new Looked(best, topic.end(), System.nanoTime()));
        }
    }

    private List<TopicInfo> dueForLook() {
        long now = System.nanoTime();
        synchronized (lock) {
            return topics.stream()
                    .filter(topic -> topic.records() > 0 && isDue(topic, now))
                    .sorted(
                            Comparator.comparing(
                                            (TopicInfo topic) -> !preferred.contains(topic.name()))
                                    .thenComparing(topic -> looks.containsKey(topic.name())))
                    .limit(LOOKS_A_ROUND)
                    .toList();
        }
    }

    private boolean isDue(TopicInfo topic, long now) {
        var looked = looks.get(topic.name());
        if (looked == null) {
            return true;
        }
        var age = Duration.ofNanos(now - looked.nanos());
        return looked.look().pending()
                ? age.compareTo(PENDING_AGAIN) > 0
                : looked.end() != topic.end() && age.compareTo(LOOK_AGAIN) > 0;
    }

    private void publish() {
        if (!isStopped()) {
            listener.accept(snapshot());
        }
    }

    private Surroundings snapshot() {
        synchronized (lock) {
            var list = new ArrayList<Surroundings.Topic>();
            for (var topic : topics) {
                var looked = looks.get(topic.name());
                list.add(
                        new Surroundings.Topic(
                                topic.name(),
                                topic.partitions().stream()
                                        .map(TopicInfo.PartitionInfo::partition)
                                        .toList(),
                                topic.records(),
                                topic.bytes(),
                                rates.getOrDefault(topic.name(), -1.0),
                                looked == null ? null : looked.look().format(),
                                looked == null ? null : looked.look().mark(),
                                looked == null ? -1 : looked.look().valid()));
            }
            var registry = subjects.state();
            return new Surroundings(
                    list,
                    registry instanceof RegistryState.None ? List.of() : subjects.subjects(),
                    folders(),
                    groups,
                    registry,
                    problem);
        }
    }

    private List<Surroundings.Folder> folders() {
        var files = connection.local().files();
        var byFolder = new LinkedHashMap<java.nio.file.Path, Surroundings.Folder>();
        for (var folder : connection.profile().schemaFolders()) {
            byFolder.put(
                    folder,
                    new Surroundings.Folder(
                            folder,
                            files.stream().filter(file -> file.folder().equals(folder)).toList()));
        }
        return List.copyOf(byFolder.values());
    }
}
