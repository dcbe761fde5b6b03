package io.sightglass.kafka;

import io.sightglass.port.ConnectionFailure;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Asks for offsets, of all partitions in one call.
final class Offsets {
    private final Supplier<Admin> admin;
    private final Calls calls;

    Offsets(Supplier<Admin> admin, Calls calls) {
        this.admin = admin;
        this.calls = calls;
    }

    /// The offsets that are known; a partition whose leader does not answer is left out. For a
    /// time, -1 stands for "no such record".
    Map<TopicPartition, Long> list(
            Collection<TopicPartition> partitions, OffsetSpec spec, Deadline deadline)
            throws ConnectionFailure {
        var request = new HashMap<TopicPartition, OffsetSpec>();
        partitions.forEach(partition -> request.put(partition, spec));
        // A little less than the caller has, so that one dead leader does not cost him the rest.
        int millis = Math.max(1, deadline.leftMillis() * 2 / 3);
        var result = admin.get().listOffsets(request, new ListOffsetsOptions().timeoutMs(millis));
        var offsets = new HashMap<TopicPartition, Long>();
        for (var partition : request.keySet()) {
            try {
                var info =
                        result.partitionResult(partition)
                                .get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
                offsets.put(partition, info.offset());
            } catch (ExecutionException | TimeoutException e) {
                continue; // unknown, and shown as such
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw calls.failure(e, "reading offsets");
            }
        }
        return offsets;
    }

    /// The offsets of all the partitions.
    ///
    /// @throws ConnectionFailure when one is not known
    Map<TopicPartition, Long> listAll(
            Collection<TopicPartition> partitions, OffsetSpec spec, Deadline deadline)
            throws ConnectionFailure {
        var request = new HashMap<TopicPartition, OffsetSpec>();
        partitions.forEach(partition -> request.put(partition, spec));
        var options = new ListOffsetsOptions().timeoutMs(deadline.leftMillis());
        var infos =
                calls.await(
                        admin.get().listOffsets(request, options).all(),
                        deadline,
                        "reading offsets");
        var offsets = new HashMap<TopicPartition, Long>();
        infos.forEach((partition, info) -> offsets.put(partition, info.offset()));
        return offsets;
    }
}
