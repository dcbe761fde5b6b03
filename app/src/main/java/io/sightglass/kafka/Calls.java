package io.sightglass.kafka;

import io.sightglass.model.Sentence;
import io.sightglass.port.ConnectionFailure;

import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/// Waits for the answers of a cluster and puts what goes wrong into a sentence.
final class Calls {
    private final String address;

    /// @param address the bootstrap address, for sentences
    Calls(String address) {
        this.address = address;
    }

    String address() {
        return address;
    }

    /// Waits for an answer.
    ///
    /// @param doing what is being done, to follow "while" and "does not allow"
    <T> T await(KafkaFuture<T> future, Deadline deadline, String doing) throws ConnectionFailure {
        try {
            return future.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause(), doing);
        } catch (java.util.concurrent.TimeoutException e) {
            throw failure(e, doing);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(e, doing);
        }
    }

    ConnectionFailure failure(Throwable cause, String doing) {
        var sentence = Sentence.builder();
        switch (cause) {
            case Throwable _ when isTimeout(cause) ->
                    sentence.text("No broker answered at ")
                            .strong(address)
                            .text(" within 6 s while " + doing + "; check that it is running.");
            case InterruptedException _ ->
                    sentence.text("Interrupted while " + doing + " at ").strong(address).text(".");
            case AuthorizationException _ ->
                    sentence.text("The cluster at ")
                            .strong(address)
                            .text(" does not allow this connection " + doing)
                            .text("; ask its owner for the permission to read and describe.");
            default ->
                    sentence.text("The cluster at ")
                            .strong(address)
                            .text(" gave an error while " + doing + ": " + text(cause));
        }
        return new ConnectionFailure(sentence.build(), cause);
    }

    static boolean isTimeout(@Nullable Throwable cause) {
        return cause instanceof TimeoutException
                || cause instanceof java.util.concurrent.TimeoutException;
    }

    private static String text(Throwable cause) {
        var message = cause.getMessage();
        if (message == null || message.isBlank()) {
            return cause.getClass().getSimpleName() + ".";
        }
        return message.endsWith(".") ? message : message + ".";
    }
}
