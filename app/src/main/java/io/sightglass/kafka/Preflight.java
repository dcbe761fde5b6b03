package io.sightglass.kafka;

import io.sightglass.model.Sentence;
import io.sightglass.port.ConnectionFailure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Knocks at brokers' addresses before any Kafka client does.
///
/// Kafka's clients cannot tell a wrong port from a slow one: they wait in silence at a mute server,
/// and run out of memory at an HTTP one. So a socket of our own asks first, for a bounded time, and
/// says what it met.
final class Preflight {
    private Preflight() {}

    /// What was met at the first broker that this connection can talk to; all are asked at once.
    /// Where there is none by `deadline`, the one that got farthest, the earlier in the list where
    /// several did.
    ///
    /// @throws ConnectionFailure when the thread is interrupted
    static Probed check(List<Address> addresses, Security security, Deadline deadline)
            throws ConnectionFailure {
        var probes = new ArrayList<Probe>();
        var met = new Probed[addresses.size()];
        // Threads of their own, left behind rather than waited for: name resolution cannot be
        // interrupted.
        var executor = Executors.newVirtualThreadPerTaskExecutor();
        try {
            var done = new ExecutorCompletionService<Probed>(executor);
            var order = new ArrayList<Future<Probed>>();
            for (var address : addresses) {
                var probe = new Probe(address, security, deadline);
                probes.add(probe);
                order.add(done.submit(probe::run));
            }
            for (int i = 0; i < met.length; i++) {
                var next = done.poll(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
                if (next == null) {
                    break;
                }
                var probed = next.get();
                if (probed.failure().isEmpty()) {
                    return probed;
                }
                met[order.indexOf(next)] = probed;
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a probe threw", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectionFailure(Sentence.of("Connecting was interrupted."), e);
        } finally {
            executor.shutdownNow();
        }
        Arrays.setAll(met, i -> met[i] != null ? met[i] : probes.get(i).unfinished());
        return farthest(met);
    }

    private static Probed farthest(Probed[] met) {
        var farthest = met[0];
        for (var probed : met) {
            if (probed.steps().size() > farthest.steps().size()) {
                farthest = probed;
            }
        }
        return farthest;
    }

    /// Checks addresses for at most `limit`.
    static Probed check(List<Address> addresses, Security security, Duration limit)
            throws ConnectionFailure {
        return check(addresses, security, Deadline.in(limit));
    }
}
