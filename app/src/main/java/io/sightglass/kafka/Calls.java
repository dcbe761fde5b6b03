package io.sightglass.kafka;

import io.sightglass.model.Sentence;
import io.sightglass.port.ConnectionFailure;

import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;

import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/// Waits for the answers of a cluster and puts what goes wrong into a sentence.
final class Calls {
    private final String address;
    private final @Nullable String mechanism;

    /// @param address the bootstrap address, for sentences
    /// @param mechanism of SASL, for sentences; null where none is used
    Calls(String address, @Nullable String mechanism) {
        this.address = address;
        this.mechanism = mechanism;
    }

    Calls(String address) {
        this(address, null);
    }

    String address() {
        return address;
    }

    /// Waits for an answer.
    ///
    /// @param doing what is being done, to follow "while"
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
        return new ConnectionFailure(sentence(cause, doing), cause);
    }

    private Sentence sentence(Throwable cause, String doing) {
        return switch (cause) {
            case Throwable _ when isTimeout(cause) ->
                    Sentence.builder()
                            .text("No broker answered at ")
                            .strong(address)
                            .text(" within 6 s while " + doing + "; check that it is running.")
                            .build();
            case InterruptedException _ ->
                    Sentence.builder()
                            .text("Interrupted while " + doing + " at ")
                            .strong(address)
                            .text(".")
                            .build();
            case SaslAuthenticationException _ ->
                    SaslWords.refused(address, mechanism == null ? "SASL" : mechanism);
            case SslAuthenticationException _ ->
                    Sentence.builder()
                            .text("The certificate of a broker of the cluster at ")
                            .strong(address)
                            .text(
                                    " is not one that this connection trusts, or ours was refused"
                                            + " there; test the connection to see which.")
                            .build();
            case TopicAuthorizationException topics when !topics.unauthorizedTopics().isEmpty() ->
                    topicNotAllowed(topics);
            case GroupAuthorizationException group when group.groupId() != null ->
                    groupNotAllowed(group);
            case AuthorizationException _ ->
                    Sentence.builder()
                            .text("The cluster at ")
                            .strong(address)
                            .text(" refuses this user " + doing)
                            .text("; ask its owner for the permission to read and describe.")
                            .build();
            default ->
                    Sentence.builder()
                            .text("The cluster at ")
                            .strong(address)
                            .text(" gave an error while " + doing + ": " + text(cause))
                            .build();
        };
    }

    private Sentence topicNotAllowed(TopicAuthorizationException e) {
        var names = new TreeSet<>(e.unauthorizedTopics());
        return Sentence.builder()
                .text("This user may not read topic ")
                .strong(String.join(", ", names))
                .text(" at ")
                .strong(address)
                .text("; ask the cluster's owner for DESCRIBE and READ on it, and check the name.")
                .build();
    }

    private Sentence groupNotAllowed(GroupAuthorizationException e) {
        return Sentence.builder()
                .text("This user may not see group ")
                .strong(e.groupId())
                .text(" at ")
                .strong(address)
                .text("; ask the cluster's owner for DESCRIBE on it.")
                .build();
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
