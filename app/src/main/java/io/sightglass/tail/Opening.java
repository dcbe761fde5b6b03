package io.sightglass.tail;

import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.ReadRequest;
import io.sightglass.port.RecordSource;

/// Where a tail has its records from: a cluster ([io.sightglass.port.Cluster#open]), or what stands
/// before it.
@FunctionalInterface
public interface Opening {
    /// Asked once, on the tail's thread.
    ///
    /// @throws ConnectionFailure when nothing can be read
    RecordSource open(ReadRequest request) throws ConnectionFailure;
}
