package io.sightglass.decode;

import io.sightglass.model.Format;
import io.sightglass.model.SchemaInfo;

import org.jspecify.annotations.Nullable;

/// What a payload was read as, without its content. Instances are shared between payloads that read
/// alike, so that the live path allocates none.
///
/// @param pending the schema is on its way, or its registry is unreachable: the same bytes may
///   decode later
public record Outcome(
        Status status, @Nullable Format format, @Nullable SchemaInfo schema, boolean pending) {
    public enum Status {
        DECODED,
        UNDECODABLE,
        TOMBSTONE
    }

    public static final Outcome TOMBSTONE = new Outcome(Status.TOMBSTONE, null, null, false);
}
