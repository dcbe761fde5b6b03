package io.sightglass.decode;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import io.sightglass.model.Format;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;

/// Holds a walker to its promise that no bytes make it throw, stall or take memory: mutated and
/// random payloads, each walked with every sink. Prints what a payload took of the processor, and
/// the one that took most; asserts what was counted, never the clock.
public final class Mutations {
    /// Values heard a byte of payload. Avro's elements may take no bytes; [Limits] bounds those.
    private static final int VALUES = 2;

    /// Bytes that the sink of a live tail may allocate for a payload that is not valid, or whose
    /// JSON keys are new, for each byte of it.
    private static final int ALLOCATED = 256;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /// Of the payload that took most, as much is printed.
    private static final int PRINTED = 4_096;

    private final String name;
    private final FindingSink live = FindingSink.counting();
    private final TreeSink tree = new TreeSink();
    private final long[] nanos;
    private int payloads;
    private long mostTree;
    private long mostLive;
    private long slowestTree;
    private long slowestLive;
    private long slowest;
    private byte[] slowestBytes = {};

    public Mutations(String name) {
        this.name = name;
        nanos = new long[Cases.mutations()];
    }

    public int left() {
        return nanos.length - payloads;
    }

    /// One payload in four is random, the others are `good` with a few changes.
    public void walk(Walker walker, byte[] good, Random random) {
        var bytes = payloads % 4 == 0 ? Walks.random(random, 96) : Walks.mutated(good, random);
        long start = used();
        var walked = Walks.walk(walker, bytes);
        Walks.json(walked);
        long all = used() - start;
        nanos[payloads++] = all;
        if (all > slowest) {
            slowest = all;
            slowestBytes = bytes;
        }
        boolean free = walker.format() == Format.AVRO; // its nulls take no bytes
        int most = free ? Limits.NODES + bytes.length + 2 : VALUES * bytes.length + 2;
        assertTrue(walked.values() <= most, () -> walked.values() + " values");
        long before = used();
        mostTree = Math.max(mostTree, allocated(walker, bytes, tree));
        long between = used();
        long quiet = allocated(walker, bytes, live);
        slowestTree = Math.max(slowestTree, between - before);
        slowestLive = Math.max(slowestLive, used() - between);
        mostLive = Math.max(mostLive, quiet);
        // XML is held against the JDK's reader, which needs memory of its own.
        int fixed = walker.format() == Format.XML ? 4_096 : 256;
        assertTrue(quiet <= ALLOCATED * (fixed + bytes.length), () -> quiet + " bytes allocated");
    }

    private static long allocated(Walker walker, byte[] bytes, DecodeSink sink) {
        long id = Thread.currentThread().threadId();
        long before = THREADS.getThreadAllocatedBytes(id);
        sink.begin(bytes, 0, bytes.length);
        walker.walk(bytes, 0, 0, bytes.length, sink);
        sink.finish();
        return THREADS.getThreadAllocatedBytes(id) - before;
    }

    /// Of the processor, in nanoseconds: others who want it do not count.
    private static long used() {
        return THREADS.getCurrentThreadCpuTime();
    }

    /// Prints the figures.
    public void report() {
        var sorted = Arrays.copyOf(nanos, payloads);
        Arrays.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "figures: %s, %d payloads with every sink: p50 %d ns, p99 %d ns, most %d ns;"
                        + " slowest: tree %d ns, live sink %d ns;"
                        + " most allocated: tree %d B, live sink %d B; slowest payload (%d B) %s%n",
                name,
                payloads,
                sorted[payloads / 2],
                sorted[(int) (payloads * 0.99)],
                sorted[payloads - 1],
                slowestTree,
                slowestLive,
                mostTree,
                mostLive,
                slowestBytes.length,
                HexFormat.of().formatHex(slowestBytes, 0, Math.min(PRINTED, slowestBytes.length)));
    }
}
