package io.sightglass.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Ctrl-C (and a polite kill) as a request to stop: a command that runs until then says what stops
/// it, comes to its own end, and its exit code is the process's.
///
/// The Java machine runs its shutdown hooks and ends with a signal's exit code whatever the main
/// thread does, so the hook here waits for the command and then ends the process with the command's
/// code.
public final class Interrupts {
    /// How long a command may take to end before the process ends without it.
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final CompletableFuture<Integer> result = new CompletableFuture<>();
    private final List<Runnable> actions = new ArrayList<>();
    private boolean stopped;

    /// What a command does on Ctrl-C; closing it forgets the action.
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    /// Makes Ctrl-C and SIGTERM call [#stop] from now on. Once for a process.
    public void hook() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::endProcess, "interrupt"));
    }

    /// The command has ended: with what code.
    public void ended(int exitCode) {
        result.complete(exitCode);
    }

    /// Runs what the running command has registered.
    public void stop() {
        List<Runnable> now;
        synchronized (this) {
            stopped = true;
            now = List.copyOf(actions);
        }
        now.forEach(Runnable::run);
    }

    /// Has `action` run on Ctrl-C, from another thread; at once if that was before.
    Registration onStop(Runnable action) {
        boolean late;
        synchronized (this) {
            actions.add(action);
            late = stopped;
        }
        if (late) {
            action.run();
        }
        return () -> {
            synchronized (this) {
                actions.remove(action);
            }
        };
    }

    private void endProcess() {
        boolean waiting;
        synchronized (this) {
            waiting = !actions.isEmpty();
        }
        if (!waiting) {
            return;
        }
        stop();
        try {
            int code = result.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            // Everything is closed by now; only the exit code of the signal is in the way.
            Runtime.getRuntime().halt(code);
        } catch (TimeoutException | ExecutionException e) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
