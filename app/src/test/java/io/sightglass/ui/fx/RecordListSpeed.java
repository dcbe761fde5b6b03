package io.sightglass.ui.fx;

import javafx.scene.layout.BorderPane;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/// Measures what a following record list costs: 100 000 rows a second into a ring of a million, a
/// full screen of rows. Prints CPU of the JavaFX thread per pulse, layout and painting of the scene
/// graph included. Argument: seconds.
public final class RecordListSpeed {
    private RecordListSpeed() {}

    public static void main(String[] arguments) {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
        FxTest.start();
        var rows = new FakeRows();
        rows.limit = 1_000_000;
        rows.append(1_000_000);
        var list = FxTest.get(() -> new RecordList(FakeRows.COLUMNS));
        FxTest.on(() -> list.sourceProperty().set(rows));
        FxTest.show(new BorderPane(list), 1000, 1000);
        var writer =
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> {
                            while (true) {
                                rows.append(100);
                                LockSupport.parkNanos(1_000_000);
                            }
                        });
        var frames = new long[seconds * 120];
        var n = new int[1];
        var last = new long[1];
        long thread = FxTest.get(() -> Thread.currentThread().threadId());
        var threads = ManagementFactory.getThreadMXBean();
        FxTest.on(() ->
                Pulse.each(
                        list,
                        () -> {
                            long now = System.nanoTime();
                            if (last[0] != 0 && n[0] < frames.length) {
                                frames[n[0]++] = now - last[0];
                            }
                            last[0] = now;
                        }));
        LockSupport.parkNanos(3_000_000_000L);
        FxTest.on(() -> n[0] = 0);
        long cpu = threads.getThreadCpuTime(thread);
        long before = rows.size() == 0 ? 0 : FxTest.get(rows::revision);
        LockSupport.parkNanos(seconds * 1_000_000_000L);
        int pulses = FxTest.get(() -> n[0]);
        double used = (threads.getThreadCpuTime(thread) - cpu) / 1e6;
        var sorted = Arrays.copyOf(frames, pulses);
        Arrays.sort(sorted);
        System.out.printf(
                "%d rows in sight, %d pulses in %d s: FX thread %.2f ms CPU a pulse; pulse p50"
                        + " %.1f p99 %.1f ms (%d revisions, writer alive %b)%n",
                FxTest.get(list::inSight),
                pulses,
                seconds,
                used / pulses,
                sorted[pulses / 2] / 1e6,
                sorted[pulses * 99 / 100] / 1e6,
                FxTest.get(rows::revision) - before,
                writer.isAlive());
        System.exit(0);
    }
}
