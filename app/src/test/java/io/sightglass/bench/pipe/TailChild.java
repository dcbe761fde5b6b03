package io.sightglass.bench.pipe;

import com.sun.management.OperatingSystemMXBean;

import io.sightglass.cli.RealConnector;
import io.sightglass.connect.Connection;
import io.sightglass.decode.FindingSink;
import io.sightglass.model.Auth;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Environment;
import io.sightglass.port.From;
import io.sightglass.port.ReadRequest;
import io.sightglass.port.Until;
import io.sightglass.tail.TailLimits;
import io.sightglass.tail.TailSession;
import io.sightglass.tail.TailState;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/// A tail without a window, in a process of its own: reads a topic to its end, walks and keeps
/// every record, and prints what that took, four times over: the first reading has the warming up
/// of the machine in it. Arguments: bootstrap, registry, topic.
public final class TailChild {
    private static final int READINGS = 4;

    private TailChild() {}

    public static void main(String[] arguments) throws Exception {
        var profile =
                new ClusterProfile(
                        "bench",
                        arguments[0],
                        arguments[1],
                        List.of(),
                        Environment.DEV,
                        new Auth.None());
        var request = new ReadRequest(arguments[2], Set.of(), new From.Earliest(), new Until.End());
        try (var connection = Connection.open(new RealConnector(), profile)) {
            for (int reading = 0; reading < READINGS; reading++) {
                read(connection, request);
            }
        }
        System.exit(0);
    }

    private static void read(Connection connection, ReadRequest request) {
        long start = System.nanoTime();
        long cpu = cpu();
        try (var tail =
                TailSession.start(
                        connection.cluster(),
                        request,
                        connection.decoders(),
                        _ -> FindingSink.counting(),
                        TailLimits.DEFAULT)) {
            while (!(tail.state() instanceof TailState.Finished) || tail.pending() > 0) {
                if (tail.state() instanceof TailState.Failed(var why)) {
                    throw new IllegalStateException(why.plain());
                }
                LockSupport.parkNanos(1_000_000);
            }
            System.out.printf(
                    Locale.ROOT,
                    "figures %d %.3f %.3f %s%n",
                    tail.next(),
                    (System.nanoTime() - start) / 1e9,
                    (cpu() - cpu) / 1e9,
                    tail.counts());
        }
    }

    /// Of all threads, the compiler's and the collector's too.
    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
