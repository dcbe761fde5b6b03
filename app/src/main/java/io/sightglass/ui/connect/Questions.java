package io.sightglass.ui.connect;

import io.sightglass.model.Secret;
import io.sightglass.secret.Asker;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Puts questions to the person in the window, from threads that wait for the answer; one question
/// at a time.
final class Questions implements Asker {
    private final Executor window;
    private final Consumer<Asked> shown;
    private final ReentrantLock turn = new ReentrantLock(true);

    /// A question that waits. Used from the window's thread.
    record Asked(Question question, CompletableFuture<@Nullable Secret> answer) {}

    /// @param shown takes a question to show, on the window's thread
    Questions(Executor window, Consumer<Asked> shown) {
        this.window = window;
        this.shown = shown;
    }

    @Override
    public @Nullable Secret ask(Question question) {
        var answer = new CompletableFuture<@Nullable Secret>();
        try {
            turn.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
        try {
            window.execute(() -> shown.accept(new Asked(question, answer)));
            return answer.get();
        } catch (InterruptedException e) {
            // Nobody waits for it any more, so it need not be shown any longer.
            answer.complete(null);
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException e) {
            throw new IllegalStateException("an answer is a value", e);
        } finally {
            turn.unlock();
        }
    }
}
