package io.sightglass.model;

/// What a connection may be used for.
///
/// @param writable whether anything may be produced over it. Reading is always allowed.
/// @param bytesPerSecond how much it reads at most, all tails together; 0 for no limit
public record Use(boolean writable, long bytesPerSecond) {
    /// Reading only, as fast as it goes.
    public static final Use READ_ONLY = new Use(false, 0);
}
