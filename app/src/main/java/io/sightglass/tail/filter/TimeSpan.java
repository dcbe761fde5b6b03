package io.sightglass.tail.filter;

/// Record timestamps from `from` to before `to`, in milliseconds since the epoch.
public record TimeSpan(long from, long to) {
    public boolean contains(long timestamp) {
        return from <= timestamp && timestamp < to;
    }
}
