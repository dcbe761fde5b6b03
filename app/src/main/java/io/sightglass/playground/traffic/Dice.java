package io.sightglass.playground.traffic;

import java.util.List;
import java.util.SplittableRandom;

/// Chance, from a seed.
final class Dice {
    private final SplittableRandom random;

    Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /// A whole number, both ends included.
    int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    double fraction() {
        return random.nextDouble();
    }

    long bits() {
        return random.nextLong();
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /// One of them, the first far more often than the last.
    <T> T pickEarly(List<T> list) {
        double square = random.nextDouble() * random.nextDouble();
        return list.get((int) (square * list.size()));
    }

    String hex(int digits) {
        var text = new StringBuilder(digits);
        while (text.length() < digits) {
            text.append(Character.forDigit(random.nextInt(16), 16));
        }
        return text.toString();
    }
}
