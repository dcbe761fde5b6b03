package io.sightglass.playground;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/// Waiting for what will be, with a deadline.
final class Await {
    private static final long DEADLINE = TimeUnit.SECONDS.toNanos(60);
    private static final long STEP = TimeUnit.MILLISECONDS.toNanos(20);

    private Await() {}

    static void that(BooleanSupplier condition, String what) {
        long end = System.nanoTime() + DEADLINE;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                fail("not within a minute: " + what);
            }
            LockSupport.parkNanos(STEP);
        }
    }

    /// Where this process has its classes from, tests included.
    static String classPath() {
        if (Await.class.getClassLoader() instanceof URLClassLoader loader) {
            return Arrays.stream(loader.getURLs())
                    .map(url -> Path.of(URI.create(url.toString())).toString())
                    .collect(Collectors.joining(File.pathSeparator));
        }
        return System.getProperty("java.class.path");
    }
}
