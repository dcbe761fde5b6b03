package io.sightglass.decode.fuzz;

import io.sightglass.decode.Walker;
import io.sightglass.decode.cbor.CborWalker;

/// CBOR, which brings its own structure along.
public final class CborTarget {
    private static final Walker WALKER = new CborWalker();

    private CborTarget() {}

    public static void fuzzerTestOneInput(byte[] data) {
        FuzzTarget.walk(WALKER, data);
    }
}
