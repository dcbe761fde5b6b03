package io.sightglass.decode;

import io.sightglass.model.Part;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;

/// The schema ids that topics' records were read with, for the sentence about an id that is not to
/// be found. Thread-safe; bounded.
final class SeenIds {
    private static final int IDS = 8;
    private static final int TOPICS = 20_000;

    private record Place(String topic, Part part) {}

    private final ConcurrentHashMap<Place, int[]> ids = new ConcurrentHashMap<>();

    void note(String topic, Part part, int id) {
        if (ids.size() < TOPICS) {
            ids.merge(new Place(topic, part), new int[] {id}, SeenIds::with);
        }
    }

    private static int[] with(int[] some, int[] one) {
        if (some.length == IDS || Arrays.binarySearch(some, one[0]) >= 0) {
            return some;
        }
        var more = Arrays.copyOf(some, some.length + 1);
        more[some.length] = one[0];
        Arrays.sort(more);
        return more;
    }

    /// Ascending.
    int[] of(String topic, Part part) {
        return ids.getOrDefault(new Place(topic, part), new int[0]);
    }
}
