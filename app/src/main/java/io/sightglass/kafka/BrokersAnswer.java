package io.sightglass.kafka;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Where a broker sends clients on to: the brokers of its cluster (Kafka protocol, Metadata
/// response version 1).
record BrokersAnswer(List<Address> addresses) {
    static final int KEY = 3;
    static final int VERSION = 1;

    BrokersAnswer {
        addresses = List.copyOf(addresses);
    }

    /// The request's body: no topics.
    static byte[] question() {
        return ByteBuffer.allocate(4).putInt(0).array();
    }

    /// @throws BufferUnderflowException when it has another form
    static BrokersAnswer read(ByteBuffer body) {
        int count = body.getInt();
        var addresses = new ArrayList<Address>();
        for (int i = 0; i < count; i++) {
            body.getInt(); // the node's id
            byte[] host = new byte[body.getShort()];
            body.get(host);
            addresses.add(new Address(new String(host, StandardCharsets.UTF_8), body.getInt()));
            int rack = Math.max(0, body.getShort());
            body.position(body.position() + rack);
        }
        return new BrokersAnswer(addresses);
    }
}
