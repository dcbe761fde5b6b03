package io.sightglass.decode;

import java.util.Random;

/// How many generated cases a test runs, and with which seeds.
///
/// Few by default and always the same ones, so that a build never fails by chance; the profile
/// `long` runs many, each time others. A case that fails names its seed: `-Dsightglass.seed=SEED
/// -Dsightglass.cases=1` repeats it alone.
public final class Cases {
    private static final long FIRST = 20_260_101;

    private Cases() {}

    /// One case; everything in it comes from `random`.
    @FunctionalInterface
    public interface Case {
        void run(Random random) throws Exception;
    }

    /// Generated schemas and values: 500, or the property `sightglass.cases`.
    public static int count() {
        return Integer.getInteger("sightglass.cases", 500);
    }

    /// Mutated and random payloads: 20 000, or the property `sightglass.mutations`.
    public static int mutations() {
        return Integer.getInteger("sightglass.mutations", 20_000);
    }

    /// The first seed: the property `sightglass.seed`, which may be `random`.
    public static long seed() {
        var given = System.getProperty("sightglass.seed", "");
        return given.isEmpty()
                ? FIRST
                : given.equals("random") ? System.nanoTime() : Long.parseLong(given);
    }

    /// Runs `count` cases.
    public static void each(int count, Case each) {
        long first = seed();
        for (int i = 0; i < count; i++) {
            try {
                each.run(new Random(first + i));
            } catch (Exception | AssertionError | StackOverflowError e) {
                throw new AssertionError(
                        "case "
                                + i
                                + "; -Dsightglass.seed="
                                + (first + i)
                                + " -Dsightglass.cases=1 repeats it: "
                                + e.getMessage(),
                        e);
            }
        }
    }
}
