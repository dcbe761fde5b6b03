package io.sightglass.kafka;

import io.sightglass.model.Sentence;
import io.sightglass.port.ConnectionFailure;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
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

    /// Returns the address of the first broker that answers; all are asked at once.
    ///
    /// @throws ConnectionFailure when none does by `deadline`, with what was met at the first
    static Address check(List<Address> addresses, Deadline deadline) throws ConnectionFailure {
        var failures = new ArrayList<@Nullable Sentence>();
        // Threads of their own, left behind rather than waited for: name resolution cannot be
        // interrupted.
        var executor = Executors.newVirtualThreadPerTaskExecutor();
        try {
            var probes = new ExecutorCompletionService<Met>(executor);
            var order = new ArrayList<Future<Met>>();
            for (var address : addresses) {
                failures.add(null);
                order.add(probes.submit(() -> new Probe(address, deadline).run()));
            }
            for (int done = 0; done < addresses.size(); done++) {
                var next = probes.poll(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
                if (next == null) {
                    break;
                }
                int index = order.indexOf(next);
                switch (next.get()) {
                    case Met.Broker() -> {
                        return addresses.get(index);
                    }
                    case Met.Otherwise(var sentence) -> failures.set(index, sentence);
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a probe threw", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectionFailure(Sentence.of("Connecting was interrupted."), e);
        } finally {
            executor.shutdownNow();
        }
        var first = failures.getFirst();
        throw new ConnectionFailure(
                first != null ? first : Probe.unknownName(addresses.getFirst()));
    }

    /// Checks one address and gives it at most `limit`.
    static Address check(Address address, Duration limit) throws ConnectionFailure {
        return check(List.of(address), Deadline.in(limit));
    }

    /// What a probe met at an address.
    sealed interface Met {
        record Broker() implements Met {}

        record Otherwise(Sentence sentence) implements Met {}
    }
}
