package io.sightglass.decode;

/// The bounds that every walker and sink keeps, so that a hostile payload costs a finding and
/// nothing else.
public final class Limits {
    private Limits() {}

    /// Nesting of records, lists and maps. Protobuf's own default is 100.
    public static final int DEPTH = 100;

    /// Values in one payload.
    public static final int NODES = 200_000;

    /// Findings of each kind that are kept of one payload; all are counted.
    public static final int FINDINGS = 1_000;

    /// Bytes that a compressed payload is unwrapped to, 64 MiB; the rest is left out.
    public static final int UNWRAPPED = 64 << 20;
}
