package io.sightglass.kafka;

import org.apache.kafka.common.protocol.ApiKeys;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/// What a broker says it knows: for each kind of request the highest version (Kafka protocol,
/// "Retrieving Supported API versions"; ApiVersions response version 0).
///
/// Every broker since 0.10 answers that request before anything else, authentication too.
record ApiVersionsAnswer(Map<Integer, Integer> highest) {
    static final int KEY = 18;

    ApiVersionsAnswer {
        highest = Map.copyOf(highest);
    }

    /// @throws BufferUnderflowException when it has another form
    static ApiVersionsAnswer read(ByteBuffer body) {
        body.getShort(); // error: unsupported version, never for version 0
        int count = body.getInt();
        var highest = new HashMap<Integer, Integer>();
        for (int i = 0; i < count; i++) {
            int key = body.getShort();
            body.getShort(); // the lowest
            highest.put(key, (int) body.getShort());
        }
        return new ApiVersionsAnswer(highest);
    }

    /// Whether the clients that are built in know a version of reading that this broker knows.
    boolean isRecentEnough() {
        var fetch = highest.get((int) ApiKeys.FETCH.id);
        return fetch == null || fetch >= ApiKeys.FETCH.oldestVersion();
    }
}
