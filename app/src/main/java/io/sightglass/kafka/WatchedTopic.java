package io.sightglass.kafka;

import io.sightglass.model.Sentence;
import io.sightglass.port.ConnectionFailure;

import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/// What the heartbeat has learned of a topic that is being read. Kafka's consumer says nothing when
/// its topic is deleted, and goes on in a new one of the same name as if it were the old.
final class WatchedTopic {
    // Right after a restart a broker may not know its topics yet.
    private static final int MISSING_UNTIL_GONE = 3;

    private final String name;
    private final Uuid id;
    private final boolean all;
    private volatile int partitions;
    private volatile @Nullable Sentence gone;
    private int missing; // the heartbeat's thread only

    /// @param all whether all of its partitions are read
    WatchedTopic(String name, Uuid id, int partitions, boolean all) {
        this.name = name;
        this.id = id;
        this.partitions = partitions;
        this.all = all;
    }

    String name() {
        return name;
    }

    boolean all() {
        return all;
    }

    int partitions() {
        return partitions;
    }

    /// Heartbeat: it is there.
    void seen(Uuid seenId, int seenPartitions) {
        missing = 0;
        if (seenId.equals(id)) {
            partitions = seenPartitions;
        } else {
            gone =
                    Sentence.builder()
                            .text("Topic ")
                            .strong(name)
                            .text(
                                    " was deleted and created again while it was read; open it"
                                            + " again to read the new one.")
                            .build();
        }
    }

    /// Heartbeat: the cluster answered and does not know it.
    void notSeen() {
        missing++;
        if (missing >= MISSING_UNTIL_GONE) {
            gone =
                    Sentence.builder()
                            .text("Topic ")
                            .strong(name)
                            .text(" was deleted while it was read.")
                            .build();
        }
    }

    void throwIfGone() throws ConnectionFailure {
        var sentence = gone;
        if (sentence != null) {
            throw new ConnectionFailure(sentence);
        }
    }
}
