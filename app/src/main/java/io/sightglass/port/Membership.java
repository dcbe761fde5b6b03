package io.sightglass.port;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/// Being one of the members of a consumer group: which of a topic's partitions are ours. Nothing is
/// read through it. For one thread.
public interface Membership extends AutoCloseable {
    /// Hears what changes, from within [#poll] and [#close].
    interface Listener {
        /// These are ours from now on.
        void taken(Set<Integer> partitions);

        /// These are ours until this returns. It may take some seconds.
        void leaving(Set<Integer> partitions);

        /// These are somebody else's already: the group has not heard of us for too long.
        void lost(Set<Integer> partitions);
    }

    /// Keeps the membership. To be called every few seconds.
    ///
    /// @param wait how long to wait for a change
    /// @throws ConnectionFailure when the group does not take us
    void poll(Duration wait, Listener listener) throws ConnectionFailure;

    /// Tells the group where we are, for those who look at its lag: nothing depends on it, and what
    /// fails is tried again the next time.
    ///
    /// @param next the offset after the last that was counted, by partition
    void tell(Map<Integer, Long> next);

    /// Leaves the group.
    @Override
    void close();
}
