package io.sightglass.kafka;

import io.sightglass.model.Sentence;
import io.sightglass.port.ConnectionFailure;

import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Finds a topic by its name, or says which names come near.
///
/// A topic that was made a moment ago is known to some brokers and not yet to others, and one
/// broker's answers may disagree from one moment to the next. So "there is no such topic" is only
/// said where the list of the cluster's topics agrees.
final class TopicLookup {
    // Brokers follow the cluster's metadata within some tens of milliseconds.
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final LiveAdmin admin;
    private final Calls calls;

    TopicLookup(LiveAdmin admin, Calls calls) {
        this.admin = admin;
        this.calls = calls;
    }

    /// @throws ConnectionFailure if there is no such topic, this user may not see it, or the
    ///   cluster does not tell in time
    TopicDescription describe(String topic, Deadline deadline) throws ConnectionFailure {
        while (true) {
            try {
                return ask(topic, deadline);
            } catch (ConnectionFailure e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
                        && !(e.getCause() instanceof InvalidTopicException)) {
                    throw e;
                }
                var names = names(deadline);
                if (!names.contains(topic)) {
                    throw new ConnectionFailure(unknown(topic, names));
                }
                if (deadline.isOver()) {
                    throw calls.failure(Objects.requireNonNull(e.getCause()), opening(topic));
                }
            }
            pause(deadline, topic);
        }
    }

    private TopicDescription ask(String topic, Deadline deadline) throws ConnectionFailure {
        var options = new DescribeTopicsOptions().timeoutMs(deadline.leftMillis());
        var answers = admin.get().describeTopics(List.of(topic), options).topicNameValues();
        try {
            return calls.await(
                    Objects.requireNonNull(answers.get(topic)), deadline, opening(topic));
        } catch (ConnectionFailure e) {
            if (e.getCause() instanceof TopicAuthorizationException) {
                // The answer to a description does not name the topic itself.
                throw calls.failure(new TopicAuthorizationException(Set.of(topic)), opening(topic));
            }
            throw e;
        }
    }

    private Set<String> names(Deadline deadline) throws ConnectionFailure {
        var options = new ListTopicsOptions().timeoutMs(deadline.leftMillis());
        return calls.await(admin.get().listTopics(options).names(), deadline, "listing topics");
    }

    private void pause(Deadline deadline, String topic) throws ConnectionFailure {
        try {
            Thread.sleep(deadline.left(PAUSE));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw calls.failure(e, opening(topic));
        }
    }

    private Sentence unknown(String topic, Set<String> names) {
        var sentence =
                Sentence.builder()
                        .text("There is no topic ")
                        .strong(topic)
                        .text(" at ")
                        .strong(calls.address());
        var near = NearMisses.of(topic, names);
        if (near.isEmpty()) {
            sentence.text(
                    names.isEmpty()
                            ? "; the cluster has no topics that this connection may see."
                            : "; check the name among the cluster's " + names.size() + " topics.");
        } else {
            sentence.text(". Did you mean ");
            for (int i = 0; i < near.size(); i++) {
                sentence.text(i == 0 ? "" : i == near.size() - 1 ? " or " : ", ");
                sentence.strong(near.get(i));
            }
            sentence.text("?");
        }
        return sentence.build();
    }

    private static String opening(String topic) {
        return "opening topic " + topic;
    }
}
