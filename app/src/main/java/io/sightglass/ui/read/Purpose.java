package io.sightglass.ui.read;

/// What a schema is chosen for.
public enum Purpose {
    /// To read the payloads at all.
    DECODE_AS,
    /// To see what a reader with that schema makes of them.
    READ_AS
}
