package io.sightglass.playground.traffic;

import org.apache.kafka.common.header.Header;

import java.util.ArrayList;
import java.util.List;

/// `orders-dlq`: copies of the faulty orders, byte for byte, with the reasons in their headers. Two
/// attempts were made, and each left a header of the same name.
final class DeadLetters {
    static final String TOPIC = "orders-dlq";
    static final int PARTITIONS = 1;

    private DeadLetters() {}

    /// Whether a consumer of orders would give up on this record.
    static boolean takes(Event event) {
        return event.topic().equals(OrdersFeed.TOPIC)
                && event.fault() != null
                && event.value() != null;
    }

    /// @param partition and `offset`: where the broker put the order
    static Event copy(Event order, int partition, long offset) {
        var headers = new ArrayList<Header>(order.headers());
        headers.add(People.header("dlq.topic", order.topic()));
        headers.add(People.header("dlq.partition", String.valueOf(partition)));
        headers.add(People.header("dlq.offset", String.valueOf(offset)));
        headers.add(People.header("dlq.reason", reason(order)));
        headers.add(People.header("dlq.attempt", "1 at " + order.time().plusMillis(4)));
        headers.add(People.header("dlq.attempt", "2 at " + order.time().plusMillis(204)));
        return new Event(
                TOPIC,
                order.key(),
                order.value(),
                headers,
                order.time().plusMillis(210),
                Fault.COPY,
                structural(order.expected()));
    }

    /// The contract of orders does not hold here; what is wrong with the bytes still is.
    private static List<Expected> structural(List<Expected> expected) {
        return expected.stream().filter(e -> !e.fromContract()).toList();
    }

    private static String reason(Event order) {
        return order.expected().stream()
                .map(e -> e.path().isEmpty() ? e.rule() : e.path() + ": " + e.rule())
                .findFirst()
                .orElse("unknown");
    }
}
