package io.sightglass.kafka;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Finds the names that somebody may have meant.
final class NearMisses {
    private static final int MOST = 3;

    private NearMisses() {}

    /// Up to three of `names` that are close to `wanted`, the closest first: few letters apart, or
    /// one inside the other.
    static List<String> of(String wanted, Collection<String> names) {
        record Candidate(String name, int distance) {}
        var lower = wanted.toLowerCase(Locale.ROOT);
        int allowed = Math.max(1, wanted.length() / 3);
        return names.stream()
                .map(name -> new Candidate(name, distance(lower, name.toLowerCase(Locale.ROOT))))
                .filter(candidate ->
                        candidate.distance() <= allowed
                                || contains(lower, candidate.name().toLowerCase(Locale.ROOT)))
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .limit(MOST)
                .map(Candidate::name)
                .toList();
    }

    private static boolean contains(String a, String b) {
        return (a.length() >= 3 && b.contains(a)) || (b.length() >= 3 && a.contains(b));
    }

    /// Levenshtein's distance.
    static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
