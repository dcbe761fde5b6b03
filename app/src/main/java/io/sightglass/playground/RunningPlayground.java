package io.sightglass.playground;

import io.sightglass.model.Auth;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Environment;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/// How other processes of the same user find a playground that is running: a folder
/// `sightglass-playground-USER-PID` in the directory for temporary files, which nobody else may
/// enter, with a file `playground.properties` in it.
public final class RunningPlayground {
    private static final Logger LOG = LoggerFactory.getLogger(RunningPlayground.class);
    private static final String FILE = "playground.properties";
    private static final int MOST_IN_ONE_PROCESS = 100;

    private RunningPlayground() {}

    /// The playground that some living process of this user runs, the latest one if there are
    /// several. What dead ones have left is removed.
    public static Optional<ClusterProfile> find() {
        return all(temporary()).stream().findFirst();
    }

    /// All of them, the latest first.
    static List<ClusterProfile> all(Path temporary) {
        return folders(temporary).stream()
                .map(RunningPlayground::living)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(Found::announced).reversed())
                .map(Found::profile)
                .toList();
    }

    private record Found(ClusterProfile profile, Instant announced) {}

    /// A new folder for a playground of this process.
    static Path createFolder() throws IOException {
        return createFolder(temporary());
    }

    static Path createFolder(Path temporary) throws IOException {
        var first = prefix() + ProcessHandle.current().pid();
        for (int i = 1; i < MOST_IN_ONE_PROCESS; i++) {
            var folder = temporary.resolve(i == 1 ? first : first + "-" + i);
            try {
                return posix(temporary)
                        ? Files.createDirectory(
                                folder,
                                PosixFilePermissions.asFileAttribute(
                                        PosixFilePermissions.fromString("rwx------")))
                        : Files.createDirectory(folder);
            } catch (FileAlreadyExistsException e) {
                // another playground of this process, or of a dead one that had its number
            }
        }
        throw new IOException("there are too many folders " + first + " in " + temporary);
    }

    /// Lets others find it.
    static void announce(Path folder, String bootstrap, String registry, Path schemas)
            throws IOException {
        var properties = new Properties();
        properties.setProperty("bootstrap", bootstrap);
        properties.setProperty("registry", registry);
        properties.setProperty("schemas", schemas.toString());
        properties.setProperty("pid", String.valueOf(ProcessHandle.current().pid()));
        properties.setProperty("started", started(ProcessHandle.current()));
        properties.setProperty("announced", Instant.now().toString());
        // Nobody may read half a file.
        var draft = folder.resolve(FILE + ".new");
        try (var out = Files.newBufferedWriter(draft, StandardCharsets.UTF_8)) {
            properties.store(out, null);
        }
        Files.move(draft, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    static ClusterProfile profile(String bootstrap, String registry, Path schemas) {
        return new ClusterProfile(
                ClusterProfile.PLAYGROUND,
                bootstrap,
                registry,
                List.of(schemas),
                Environment.DEMO,
                new Auth.None());
    }

    private static Optional<Found> living(Path folder) {
        var properties = new Properties();
        var file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            removeIfDead(folder);
            return Optional.empty();
        }
        try (var in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(in);
            long pid = Long.parseLong(properties.getProperty("pid", "-1"));
            if (!alive(pid, properties.getProperty("started", ""))) {
                remove(folder);
                return Optional.empty();
            }
            var profile =
                    profile(
                            properties.getProperty("bootstrap", ""),
                            properties.getProperty("registry", ""),
                            Path.of(properties.getProperty("schemas", "")));
            return Optional.of(
                    new Found(profile, Instant.parse(properties.getProperty("announced", ""))));
        } catch (IOException | RuntimeException e) {
            LOG.warn("The playground in {} cannot be used: {}", folder, e.getMessage());
            return Optional.empty();
        }
    }

    /// A process number may have been given to another process: then its start differs.
    private static boolean alive(long pid, String started) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .map(process -> started(process).equals(started))
                .orElse(false);
    }

    private static String started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("unknown");
    }

    /// A folder without the file belongs to a playground that is starting, or to one that died
    /// before it had.
    private static void removeIfDead(Path folder) {
        var number = folder.getFileName().toString().substring(prefix().length());
        int dash = number.indexOf('-');
        try {
            long pid = Long.parseLong(dash < 0 ? number : number.substring(0, dash));
            if (ProcessHandle.of(pid).isEmpty()) {
                remove(folder);
            }
        } catch (NumberFormatException e) {
            // somebody else's folder with a like name
        }
    }

    private static void remove(Path folder) {
        try (var below = Files.walk(folder)) {
            for (var path : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | RuntimeException e) {
            // Its broker may be removing it, too.
            LOG.debug("What a playground left in {} is not quite gone", folder, e);
        }
    }

    /// This user's folders; those of others, who could lead us anywhere, are left out.
    private static List<Path> folders(Path temporary) {
        try (var all = Files.newDirectoryStream(temporary, prefix() + "*")) {
            var own = new ArrayList<Path>();
            for (var folder : all) {
                if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && ours(folder)) {
                    own.add(folder);
                }
            }
            return own;
        } catch (IOException e) {
            LOG.warn("{} cannot be searched for a running playground", temporary, e);
            return List.of();
        }
    }

    private static boolean ours(Path folder) throws IOException {
        var view =
                Files.getFileAttributeView(
                        folder, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view == null) {
            return true; // Windows gives each user a directory of their own
        }
        var attributes = view.readAttributes();
        return attributes.owner().getName().equals(System.getProperty("user.name"))
                && PosixFilePermissions.toString(attributes.permissions()).endsWith("------");
    }

    private static boolean posix(Path temporary) {
        return temporary.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static Path temporary() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    private static String prefix() {
        return prefixOf(System.getProperty("user.name"));
    }

    private static String prefixOf(@Nullable String user) {
        var plain = user == null ? "user" : user.replaceAll("[^A-Za-z0-9]", "_");
        return "sightglass-playground-" + plain + "-";
    }
}
