package io.sightglass;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Cases that others wrote, kept outside the project: in the folder that the system property
/// `sightglass.corpora` names, else in `../shared/corpora` beside the project. Where they are not
/// there, the test is skipped and says so.
public final class Corpora {
    private Corpora() {}

    /// A file or folder of theirs. Skips the test where it is not there.
    public static Path file(String path) {
        var root = Path.of(System.getProperty("sightglass.corpora", "../../shared/corpora"));
        var file = root.resolve(path);
        assumeTrue(Files.exists(file), () -> "skipped: " + file.toAbsolutePath() + " is not there");
        return file;
    }

    /// The files at any depth below a folder whose names end so, in order. Skips the test where the
    /// folder is not there.
    public static List<Path> files(String folder, String ending) throws IOException {
        try (Stream<Path> below = Files.walk(file(folder))) {
            return below.filter(path -> path.toString().endsWith(ending)).sorted().toList();
        }
    }
}
