package io.sightglass.decode.fuzz;

import io.sightglass.decode.Walker;
import io.sightglass.decode.avro.AvroPlan;
import io.sightglass.decode.avro.RandomAvro;

import java.util.Random;

/// Avro data under one of several generated schemas.
public final class AvroTarget {
    private static final Walker[] WALKERS = new Walker[64];

    static {
        for (int i = 0; i < WALKERS.length; i++) {
            var schema = new RandomAvro(new Random(i), true).root();
            WALKERS[i] = AvroPlan.of(schema).newWalker();
        }
    }

    private AvroTarget() {}

    public static void fuzzerTestOneInput(byte[] data) {
        FuzzTarget.walk(WALKERS, data);
    }
}
