package io.sightglass.playground;

import io.sightglass.model.Sentence;
import io.sightglass.port.ConnectionFailure;

import org.jspecify.annotations.Nullable;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where the sample schemas are.
final class SampleFolder {
    private static final String PROPERTY = "sightglass.samples";
    private static final String NAME = "sample-schemas";

    private SampleFolder() {}

    /// The folder that the system property `sightglass.samples` names; else the one beside the
    /// `lib` folder that the running jar is in; else the one in the working directory.
    ///
    /// @throws ConnectionFailure when there is none
    static Path locate() throws ConnectionFailure {
        var named = System.getProperty(PROPERTY);
        if (named != null && !named.isBlank()) {
            return existing(Path.of(named));
        }
        var own = besideApplication();
        return own != null ? own : existing(Path.of(NAME));
    }

    private static Path existing(Path folder) throws ConnectionFailure {
        var absolute = folder.toAbsolutePath().normalize();
        if (Files.isDirectory(absolute)) {
            return absolute;
        }
        throw new ConnectionFailure(
                Sentence.of(
                        "The playground's sample schemas are not at "
                                + absolute
                                + ". Name their folder with -D"
                                + PROPERTY
                                + "=FOLDER."));
    }

    private static @Nullable Path besideApplication() {
        var source = SampleFolder.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return null;
        }
        try {
            var lib = Path.of(source.getLocation().toURI()).getParent();
            if (lib == null || lib.getParent() == null) {
                return null;
            }
            var beside = lib.resolveSibling(NAME);
            return Files.isDirectory(beside) ? beside : null;
        } catch (URISyntaxException | RuntimeException e) {
            return null; // the classes come from no file system: then there is nothing beside them
        }
    }
}
