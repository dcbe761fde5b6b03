package io.sightglass.decode.fuzz;

import io.sightglass.decode.Walker;
import io.sightglass.decode.protobuf.ProtobufPlan;
import io.sightglass.decode.protobuf.RandomProtobuf;
import io.sightglass.decode.protobuf.RawProtobuf;

import java.util.Random;

/// Protobuf messages of one of several generated types, or of no known type.
public final class ProtobufTarget {
    private static final Walker[] WALKERS = new Walker[64];

    static {
        WALKERS[0] = new RawProtobuf();
        for (int i = 1; i < WALKERS.length; i++) {
            WALKERS[i] = ProtobufPlan.of(new RandomProtobuf(new Random(i)).type()).newWalker();
        }
    }

    private ProtobufTarget() {}

    public static void fuzzerTestOneInput(byte[] data) {
        FuzzTarget.walk(WALKERS, data);
    }
}
