package io.sightglass.decode;

/// The bounds that every walker and sink keeps, so that a hostile payload costs a finding and
/// nothing else.
public final class Limits {
    private Limits() {}

    /// Nesting of records, lists and maps. Protobuf's own default is 100.
    public static final int DEPTH = 100;

    /// Values in one payload, elements of lists and maps included: what is behind them stays
    /// unread, and a finding says from which byte on. A record of 64 MiB has some as many, and a
    /// walk over them takes some 100 ms. Sizes of strings and bytes have no bound of their own: a
    /// length is held against what is left of the payload before anything is made of it.
    public static final int VALUES = 5_000_000;

    /// Values of one payload that stand in its tree, which takes some 200 bytes for each, until
    /// somebody asks for more.
    public static final int NODES = 200_000;

    /// Values that are read for the one line that sums a payload up.
    public static final int ROW_VALUES = 20_000;

    /// Absent fields in the tree of one payload. They take no bytes: a hundred thousand empty
    /// messages of a type with a hundred fields lack ten million.
    public static final int ABSENT = 200_000;

    /// The size in bytes of an unscaled value that is shown as a decimal; longer ones are shown as
    /// bytes, because their digits would take too long to make.
    public static final int DECIMAL_BYTES = 512;

    /// Findings of each kind that are kept of one payload; all are counted.
    public static final int FINDINGS = 1_000;

    /// Bytes that a compressed payload is unwrapped to, 64 MiB; the rest is left out.
    public static final int UNWRAPPED = 64 << 20;
}
