package io.sightglass.decode.fuzz;

import io.sightglass.decode.Walker;
import io.sightglass.decode.msgpack.MsgPackWalker;

/// MessagePack, which brings its own structure along.
public final class MsgPackTarget {
    private static final Walker WALKER = new MsgPackWalker();

    private MsgPackTarget() {}

    public static void fuzzerTestOneInput(byte[] data) {
        FuzzTarget.walk(WALKER, data);
    }
}
