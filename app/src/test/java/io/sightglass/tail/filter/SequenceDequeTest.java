package io.sightglass.tail.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.Random;
import java.util.TreeSet;

class SequenceDequeTest {
    @Test
    void agreesWithASortedSet() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var deque = new SequenceDeque();
        var set = new TreeSet<Long>();
        for (int step = 0; step < 3_000; step++) {
            int count = random.nextInt(random.nextInt(40) == 0 ? 5_000 : 20);
            var numbers = new long[count + 3];
            switch (random.nextInt(4)) {
                case 0 -> {
                    long at = set.isEmpty() ? 1_000_000_000 : set.last();
                    for (int i = 0; i < count; i++) {
                        numbers[i] = at += 1 + random.nextInt(5);
                        set.add(at);
                    }
                    deque.addLast(numbers, count);
                }
                case 1 -> {
                    long at = set.isEmpty() ? 1_000_000_000 : set.first();
                    for (int i = count - 1; i >= 0; i--) {
                        numbers[i] = at -= 1 + random.nextInt(5);
                        set.add(at);
                    }
                    deque.addFirst(numbers, count);
                }
                case 2 -> {
                    if (!set.isEmpty()) {
                        long bound =
                                set.first() + random.nextInt(random.nextBoolean() ? 20 : 9_000);
                        deque.dropBefore(bound);
                        set.headSet(bound).clear();
                    }
                }
                default -> change(random, deque, set);
            }
            assertEquals(set.size(), deque.size(), "seed " + seed);
            if (step % 100 == 0) {
                assertEquals(set.toString(), deque.toString(), "seed " + seed);
            }
        }
    }

    private static void change(Random random, SequenceDeque deque, TreeSet<Long> set) {
        var added = new TreeSet<Long>();
        var removed = new TreeSet<Long>();
        if (!set.isEmpty()) {
            for (int i = 0; i < 10; i++) {
                long number = set.first() + random.nextLong(set.last() - set.first() + 3);
                (set.contains(number) ? removed : added).add(number);
            }
        }
        deque.change(
                added.stream().mapToLong(l -> l).toArray(),
                removed.stream().mapToLong(l -> l).toArray());
        set.addAll(added);
        set.removeAll(removed);
    }
}
