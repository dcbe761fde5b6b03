package io.sightglass.schema;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// Watches folders and everything below them, on one daemon thread, and says when files of interest
/// may have changed. What has changed is for the listener to find out: editors save in many ways
/// (in place, by a rename, in two steps), and events may be lost.
///
/// Hidden folders and links to folders are passed over, as they are in reading. A folder that is
/// not there yet, or is replaced as a whole, is noticed within [#LOOK]. Where the system will not
/// watch all of them, it says so once in the log, and tells the listener every [#LOOK].
public final class FolderWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

    /// A save is over when nothing has happened for so long.
    private static final Duration QUIET = Duration.ofMillis(80);

    /// How long a folder that does not come to rest may keep the listener waiting.
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final int MAX_DEPTH = 20;
    private static final int MAX_FOLDERS = 4_000;

    private final List<Path> folders;
    private final Predicate<String> interesting;
    private final Runnable changed;
    private final WatchService service;
    private final Thread thread;
    private final Map<WatchKey, Path> watched = new HashMap<>();
    private final Map<Path, Object> roots = new HashMap<>();
    private boolean incomplete;
    private volatile boolean closed;

    private FolderWatch(
            List<Path> folders,
            Predicate<String> interesting,
            Runnable changed,
            WatchService service) {
        this.folders = List.copyOf(folders);
        this.interesting = interesting;
        this.changed = changed;
        this.service = service;
        this.thread = Thread.ofPlatform().name("schema folders").daemon(true).unstarted(this::run);
    }

    /// Begins to watch, and returns at once.
    ///
    /// @param interesting whether a file of that name, without its folders, may matter
    /// @param changed is run on the watching thread: once when watching has begun, since something
    ///   may have changed before, and then after each save
    /// @return null where there is nothing to watch, or the system cannot watch at all
    public static @Nullable FolderWatch start(
            List<Path> folders, Predicate<String> interesting, Runnable changed) {
        if (folders.isEmpty()) {
            return null;
        }
        try {
            var service = folders.getFirst().getFileSystem().newWatchService();
            var watch = new FolderWatch(folders, interesting, changed, service);
            watch.thread.start();
            return watch;
        } catch (IOException | UnsupportedOperationException e) {
            LOG.warn("Schema folders cannot be watched; what is saved takes effect later", e);
            return null;
        }
    }

    private void run() {
        try {
            register();
            tell();
            while (!closed) {
                var key = service.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                boolean due = key == null ? incomplete || rootsChanged() : take(key);
                if (due) {
                    awaitQuiet();
                    register();
                    tell();
                }
            }
        } catch (ClosedWatchServiceException e) {
            LOG.debug("no longer watching {}", folders);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell() {
        if (closed) {
            return;
        }
        try {
            changed.run();
        } catch (RuntimeException e) {
            LOG.error("Schema folders {} could not be read again", folders, e);
        }
    }

    /// Whether the events of a key may matter.
    private boolean take(WatchKey key) {
        var directory = watched.get(key);
        boolean due = false;
        for (var event : key.pollEvents()) {
            due |= directory == null || matters(directory, event);
        }
        if (!key.reset()) {
            watched.remove(key);
            due = true;
        }
        return due;
    }

    private boolean matters(Path directory, WatchEvent<?> event) {
        if (event.kind() == StandardWatchEventKinds.OVERFLOW
                || !(event.context() instanceof Path name)) {
            return true;
        }
        var path = directory.resolve(name);
        return interesting.test(name.toString())
                || watched.containsValue(path)
                || Files.isDirectory(path) && !isHidden(path);
    }

    private void awaitQuiet() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        WatchKey key;
        do {
            key = service.poll(QUIET.toMillis(), TimeUnit.MILLISECONDS);
            if (key != null) {
                take(key);
            }
        } while (key != null && System.nanoTime() < end && !closed);
    }

    /// Whether a folder came, went, or is another one by the same name.
    private boolean rootsChanged() {
        for (var folder : folders) {
            if (!identity(folder).equals(roots.get(folder))) {
                return true;
            }
        }
        return false;
    }

    private static Object identity(Path folder) {
        try {
            var key = Files.readAttributes(folder, BasicFileAttributes.class).fileKey();
            return key == null ? "there" : key;
        } catch (IOException e) {
            return "not there";
        }
    }

    /// Watches every folder that is there now, and no other. Comes before the reading, so that what
    /// is saved in between makes another event.
    private void register() {
        var before = Map.copyOf(watched);
        boolean wasIncomplete = incomplete;
        watched.clear();
        incomplete = false;
        for (var folder : folders) {
            roots.put(folder, identity(folder));
            if (Files.isDirectory(folder)) {
                register(folder);
            }
        }
        before.keySet().stream().filter(key -> !watched.containsKey(key)).forEach(WatchKey::cancel);
        if (incomplete && !wasIncomplete) {
            LOG.warn(
                    "Not every folder below {} can be watched; they are read every {} s",
                    folders,
                    LOOK.toSeconds());
        }
    }

    private void register(Path folder) {
        try {
            var root = folder.toRealPath();
            Files.walkFileTree(
                    root,
                    EnumSet.noneOf(java.nio.file.FileVisitOption.class),
                    MAX_DEPTH,
                    new Registration(root));
        } catch (IOException e) {
            LOG.debug("{} cannot be watched", folder, e);
            incomplete = true;
        }
    }

    private final class Registration extends SimpleFileVisitor<Path> {
        private final Path root;

        private Registration(Path root) {
            this.root = root;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                throws IOException {
            if (isHidden(directory) && !directory.equals(root)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            if (watched.size() >= MAX_FOLDERS) {
                incomplete = true;
                return FileVisitResult.TERMINATE;
            }
            watched.put(
                    directory.register(
                            service,
                            StandardWatchEventKinds.ENTRY_CREATE,
                            StandardWatchEventKinds.ENTRY_MODIFY,
                            StandardWatchEventKinds.ENTRY_DELETE),
                    directory);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE; // reading says what cannot be read
        }
    }

    private static boolean isHidden(Path folder) {
        var name = folder.getFileName();
        return name != null && name.toString().startsWith(".");
    }

    /// Ends the watching; a listener that is running is not waited for.
    @Override
    public void close() {
        closed = true;
        try {
            service.close();
        } catch (IOException e) {
            LOG.warn("Watching {} could not be ended", folders, e);
        }
    }
}
