package io.sightglass.tail;

import io.sightglass.decode.FindingSink;
import io.sightglass.model.Mark;
import io.sightglass.port.From;
import io.sightglass.port.ReadRequest;
import io.sightglass.port.Until;
import io.sightglass.tail.filter.FilteredRows;
import io.sightglass.tail.filter.RowFilter;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/// Sends many small records through a tail that may hold 200 000, and prints what that took. Run by
/// hand; arguments: records (10 million), records held (200 000), bytes a value (100), megabytes
/// held (256).
public final class TailSoak {
    private static final int REPORTS = 10;

    private TailSoak() {}

    /// What a run came to.
    record Result(long records, long mostHeldBytes, long mostRows, double perSecond) {}

    public static void main(String[] args) {
        long records = args.length > 0 ? Long.parseLong(args[0]) : 10_000_000;
        int rows = args.length > 1 ? Integer.parseInt(args[1]) : 200_000;
        int size = args.length > 2 ? Integer.parseInt(args[2]) : 100;
        long bytes = (args.length > 3 ? Long.parseLong(args[3]) : 256) << 20;
        run(records, size, new TailLimits(rows, bytes), System.out);
    }

    static Result run(long records, int size, TailLimits limits, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%d records of %d B through a tail of %d records and %d MiB%n",
                records,
                size + 16,
                limits.records(),
                limits.bytes() >> 20);
        var known = new StubDecoder.Known();
        var request = new ReadRequest("soak", Set.of(), new From.Earliest(), new Until.End());
        long mostBytes = 0;
        long mostRows = 0;
        long start = System.nanoTime();
        try (var tail =
                TailSession.start(
                        new EndlessCluster(records, size)::open,
                        request,
                        new TailSession.Judging(
                                () -> new StubDecoder(known),
                                _ -> FindingSink.counting(),
                                known::generation),
                        limits,
                        InstantSource.system())) {
            long report = records / REPORTS;
            while (!(tail.state() instanceof TailState.Finished)) {
                LockSupport.parkNanos(5_000_000);
                mostBytes = Math.max(mostBytes, tail.heldBytes());
                long first = tail.first();
                mostRows = Math.max(mostRows, tail.rows().size());
                tail.record(first);
                if (tail.next() >= report) {
                    report += records / REPORTS;
                    print(out, tail, start);
                }
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            print(out, tail, start);
            filter(out, tail);
            return new Result(tail.counts().total(), mostBytes, mostRows, records / seconds);
        }
    }

    private static void print(PrintStream out, Tail tail, long start) {
        double seconds = (System.nanoTime() - start) / 1e9;
        System.gc();
        var runtime = Runtime.getRuntime();
        out.printf(
                Locale.ROOT,
                "%6.1f s  %10d records  %9.0f/s  heap after GC %5.1f MiB  off-heap %6.1f MiB  "
                        + "rows %d  resident %s%n",
                seconds,
                tail.next(),
                tail.next() / seconds,
                (runtime.totalMemory() - runtime.freeMemory()) / 1048576.0,
                tail.heldBytes() / 1048576.0,
                tail.rows().size(),
                resident());
    }

    /// What the operating system says of the whole process, on Linux.
    private static String resident() {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.substring("VmRSS:".length()).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException elsewhere) {
            return "unknown";
        }
    }

    private static void filter(PrintStream out, Tail tail) {
        for (int i = 0; i < 3; i++) {
            long start = System.nanoTime();
            try (var rows =
                    FilteredRows.start(
                            tail,
                            RowFilter.ALL.withMarks(Set.of(Mark.VIOLATION)),
                            () -> {
                                throw new IllegalStateException("no record is looked into");
                            })) {
                while (!rows.progress().isDone()) {
                    LockSupport.parkNanos(100_000);
                }
                out.printf(
                        Locale.ROOT,
                        "violations only: %d of %d rows in %.1f ms%n",
                        rows.size(),
                        tail.rows().size(),
                        (System.nanoTime() - start) / 1e6);
            }
        }
    }
}
