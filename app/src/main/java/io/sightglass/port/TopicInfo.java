package io.sightglass.port;

import java.util.List;

/// A topic with its partitions. `records` is end minus beginning over all partitions, so an upper
/// bound in a compacted topic; -1 while unknown. `bytes` is the size on the brokers' disks, one
/// replica; -1 while unknown.
public record TopicInfo(
        String name, String id, List<PartitionInfo> partitions, boolean internal, long bytes) {
    /// One partition's span of offsets, `end` exclusive; -1 while unknown.
    public record PartitionInfo(int partition, long beginning, long end) {}

    public TopicInfo {
        partitions = List.copyOf(partitions);
    }

    public long records() {
        long sum = 0;
        for (var partition : partitions) {
            if (partition.end() < 0) {
                return -1;
            }
            sum += partition.end() - partition.beginning();
        }
        return sum;
    }

    /// The sum of the partitions' end offsets; its growth is the topic's rate. -1 while unknown.
    public long end() {
        long sum = 0;
        for (var partition : partitions) {
            if (partition.end() < 0) {
                return -1;
            }
            sum += partition.end();
        }
        return sum;
    }
}
