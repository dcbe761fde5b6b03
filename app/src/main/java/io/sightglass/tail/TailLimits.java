package io.sightglass.tail;

/// How much a tail holds: whichever bound is met first makes the oldest records leave.
///
/// @param records at most so many
/// @param bytes at most so many bytes of memory for payloads and headers, off the heap; the newest
///   record is held even if it alone is larger
public record TailLimits(int records, long bytes) {
    public static final TailLimits DEFAULT = new TailLimits(1_000_000, 256L << 20);

    public TailLimits {
        if (records < 1 || bytes < 1) {
            throw new IllegalArgumentException("limits: " + records + " records, " + bytes + " B");
        }
    }
}
