package io.sightglass.compat;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/// Cases that others wrote, kept outside the project: in the folder that the system property
/// `sightglass.corpora` names, else in `../shared/corpora` beside the project. Where they are not
/// there, the test is skipped and says so.
public final class Corpora {
    private Corpora() {}

    public static Path file(String path) {
        var root = Path.of(System.getProperty("sightglass.corpora", "../../shared/corpora"));
        var file = root.resolve(path);
        assumeTrue(Files.exists(file), () -> "skipped: " + file.toAbsolutePath() + " is not there");
        return file;
    }
}
