package io.sightglass.tail;

import io.sightglass.decode.FindingSink;
import io.sightglass.port.Cluster;
import io.sightglass.port.From;
import io.sightglass.port.ReadRequest;
import io.sightglass.port.Until;

import java.time.InstantSource;
import java.util.Set;

/// A real tail over a fake cluster and a stand-in for the decoders.
public final class StubTail {
    private StubTail() {}

    public static Tail start(Cluster cluster, StubDecoder.Known known, TailLimits limits) {
        return TailSession.start(
                cluster::open,
                new ReadRequest("orders", Set.of(), new From.Earliest(), new Until.Forever()),
                new TailSession.Judging(
                        () -> new StubDecoder(known),
                        _ -> FindingSink.counting(),
                        known::generation,
                        known::edition),
                limits,
                InstantSource.system());
    }
}
