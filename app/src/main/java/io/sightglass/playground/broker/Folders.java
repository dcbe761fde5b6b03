package io.sightglass.playground.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/// Removes a broker's folder, from either process.
final class Folders {
    private static final int ATTEMPTS = 20;

    private Folders() {}

    /// Deletes a folder with all that is in it. Tries again for as long as something else still
    /// writes there.
    ///
    /// @throws IOException when something stays
    static void delete(Path folder) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                deleteOnce(folder);
                return;
            } catch (IOException | UncheckedIOException e) {
                if (attempt == ATTEMPTS) {
                    throw e instanceof UncheckedIOException unchecked
                            ? unchecked.getCause()
                            : (IOException) e;
                }
                pause();
            }
        }
    }

    private static void deleteOnce(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (var walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (var path : all) {
            Files.deleteIfExists(path);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
