package io.sightglass.registry;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// Lets a few requests run at a time and the others wait in line, so that a topic full of garbage,
/// in which every record names another schema, does not open a connection for each.
///
/// Thread-safe.
final class Turns {
    private final Queue<CompletableFuture<Void>> waiting = new ArrayDeque<>();
    private int free;

    Turns(int atOnce) {
        free = atOnce;
    }

    /// Starts `work` when it is its turn; the next one's comes when its stage is complete.
    <T> CompletableFuture<T> take(Supplier<? extends CompletionStage<T>> work) {
        return turn().thenCompose(_ -> work.get()).whenComplete((_, _) -> pass());
    }

    private synchronized CompletableFuture<Void> turn() {
        if (free > 0) {
            free--;
            return CompletableFuture.completedFuture(null);
        }
        var later = new CompletableFuture<Void>();
        waiting.add(later);
        return later;
    }

    private void pass() {
        CompletableFuture<Void> next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                free++;
            }
        }
        if (next != null) {
            next.complete(null);
        }
    }
}
