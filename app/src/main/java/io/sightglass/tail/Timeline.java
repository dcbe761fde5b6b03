package io.sightglass.tail;

import java.util.List;

/// A snapshot of how many records each span of time held, by mark. Buckets are equally long,
/// ascending and gapless.
public record Timeline(long bucketMillis, List<Bucket> buckets) {
    public Timeline {
        buckets = List.copyOf(buckets);
    }

    /// Records whose timestamps lie in `bucketMillis` from `start` (milliseconds since the epoch).
    public record Bucket(long start, long valid, long unknown, long violation, long undecodable) {
        public long total() {
            return valid + unknown + violation + undecodable;
        }
    }
}
