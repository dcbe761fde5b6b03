package io.sightglass.schema.search;

import io.sightglass.model.Format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/// The elements of many schemas, and what is found among them. A schema that is put again replaces
/// what was known of it. Thread-safe; a search sees the schemas as they were when it began.
///
/// Bounded: beyond [#MOST_CHARACTERS] of names and words, further schemas are refused.
public final class SchemaIndex {
    /// About 5 000 schemas of 100 documented fields.
    static final int MOST_CHARACTERS = 128 << 20;

    private final int most;
    private final Map<SchemaHolder, Haystack> schemas = new HashMap<>();
    private Haystack[] ordered = {};
    private boolean stale;
    private long characters;
    private int elements;

    public SchemaIndex() {
        this(MOST_CHARACTERS);
    }

    SchemaIndex(int most) {
        this.most = most;
    }

    private record Scored(Haystack haystack, int element, int score) {}

    /// The best first; of equals, by where they are, in the order of the schema.
    private static final Comparator<Scored> BEST =
            Comparator.comparingInt(Scored::score)
                    .reversed()
                    .thenComparing(scored -> scored.haystack().holder().name())
                    .thenComparingInt(Scored::element);

    /// Takes in a schema.
    ///
    /// @param version of a subject; 0 for a file
    /// @return whether there was room for it
    public boolean put(SchemaHolder holder, int version, Format format, List<SchemaElement> found) {
        var made = new Haystack(holder, version, format, found);
        synchronized (this) {
            drop(holder);
            if (characters + made.weight() > most) {
                return false;
            }
            characters += made.weight();
            elements += made.size();
            schemas.put(holder, made);
            return true;
        }
    }

    public synchronized void remove(SchemaHolder holder) {
        drop(holder);
    }

    private void drop(SchemaHolder holder) {
        var old = schemas.remove(holder);
        if (old != null) {
            characters -= old.weight();
            elements -= old.size();
        }
        stale = true;
    }

    /// How many schemas it holds.
    public synchronized int schemas() {
        return schemas.size();
    }

    /// How many elements it holds.
    public synchronized int elements() {
        return elements;
    }

    private synchronized Haystack[] all() {
        if (stale) {
            ordered =
                    schemas.values().stream()
                            .sorted(Comparator.comparing(each -> each.holder().name()))
                            .toArray(Haystack[]::new);
            stale = false;
        }
        return ordered;
    }

    /// Finds what every word of `typed` fits: the beginning of a word in a name, an alias or the
    /// documentation, or, for all words but one, in what the element is in.
    ///
    /// @param most how many hits at most
    public SearchResults search(String typed, int most) {
        var words =
                Arrays.stream(typed.strip().split("\\s+"))
                        .map(Names::joined)
                        .filter(word -> !word.isEmpty())
                        .distinct()
                        .toList();
        if (words.isEmpty()) {
            return SearchResults.NONE;
        }
        var best = new PriorityQueue<>(BEST.reversed());
        int total = 0;
        int in = 0;
        for (var haystack : all()) {
            var scores = haystack.scores(words);
            if (scores == null) {
                continue;
            }
            int before = total;
            for (int i = 0; i < scores.length; i++) {
                if (scores[i] > 0) {
                    total++;
                    take(best, most, haystack, i, scores[i]);
                }
            }
            in += total > before ? 1 : 0;
        }
        return new SearchResults(inOrder(best), total, in);
    }

    private static void take(
            PriorityQueue<Scored> best, int most, Haystack haystack, int element, int score) {
        var worst = best.peek();
        // Of equals the first counts, and they come in order.
        if (best.size() < most || worst != null && score > worst.score()) {
            best.add(new Scored(haystack, element, score));
            if (best.size() > most) {
                best.remove();
            }
        }
    }

    /// Finds the fields that have this name, however its words are joined, in schemas that `wanted`
    /// accepts.
    public SearchResults fields(String name, Predicate<SchemaHolder> wanted, int most) {
        var joined = Names.joined(name);
        if (joined.isEmpty()) {
            return SearchResults.NONE;
        }
        var hits = new ArrayList<SearchHit>();
        int total = 0;
        int in = 0;
        for (var haystack : all()) {
            if (!wanted.test(haystack.holder())) {
                continue;
            }
            var scores = haystack.scores(List.of(joined));
            int before = total;
            for (int i = 0; scores != null && i < scores.length; i++) {
                if (scores[i] >= Haystack.Score.ofName(true, true)
                        && haystack.element(i).kind() == SchemaElement.Kind.FIELD) {
                    total++;
                    if (hits.size() < most) {
                        hits.add(haystack.hit(i));
                    }
                }
            }
            in += total > before ? 1 : 0;
        }
        return new SearchResults(hits, total, in);
    }

    private static List<SearchHit> inOrder(PriorityQueue<Scored> best) {
        return best.stream()
                .sorted(BEST)
                .map(scored -> scored.haystack().hit(scored.element()))
                .toList();
    }
}
