package io.sightglass.decode.fuzz;

import io.sightglass.decode.Limits;
import io.sightglass.decode.Walker;
import io.sightglass.decode.Walks;
import io.sightglass.model.Format;

import java.util.Arrays;

/// What the targets share.
final class FuzzTarget {
    private FuzzTarget() {}

    /// Walks a payload with one of several walkers: the first byte says which.
    static void walk(Walker[] walkers, byte[] data) {
        if (data.length > 0) {
            var walker = walkers[(data[0] & 0xff) % walkers.length];
            walk(walker, Arrays.copyOfRange(data, 1, data.length));
        }
    }

    /// Walks a payload with every sink, holds the walk to its promises ([Walks#walk]), and writes
    /// the tree as JSON.
    static void walk(Walker walker, byte[] payload) {
        var walked = Walks.walk(walker, payload);
        Walks.json(walked);
        boolean free = walker.format() == Format.AVRO; // its nulls take no bytes
        int most = free ? 2 * Limits.NODES : 2 * payload.length + 2;
        if (walked.values() > most) {
            throw new AssertionError(walked.values() + " values of " + payload.length + " bytes");
        }
    }
}
