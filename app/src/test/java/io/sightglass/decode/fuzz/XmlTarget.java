package io.sightglass.decode.fuzz;

import io.sightglass.decode.Walker;
import io.sightglass.decode.raw.XmlWalker;

/// XML, which brings its own structure along.
public final class XmlTarget {
    private static final Walker WALKER = new XmlWalker();

    private XmlTarget() {}

    public static void fuzzerTestOneInput(byte[] data) {
        FuzzTarget.walk(WALKER, data);
    }
}
