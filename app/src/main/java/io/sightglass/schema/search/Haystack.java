package io.sightglass.schema.search;

import io.sightglass.model.Format;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;

/// One schema's elements and their words, all in one text. A sought word is looked for in it as it
/// stands, and counts where a term begins: one pass over some kilobytes, and no object a word.
///
/// Every term stands behind a character that says what it is; none of these is a letter or digit.
final class Haystack {
    private static final char NAME = 1;
    private static final char DOC = 2;
    private static final char CONTEXT = 3;
    private static final char END = 4;

    /// Terms of one element that are kept: documentation may be a book.
    private static final int MOST_WORDS = 400;

    private final SchemaHolder holder;
    private final int version;
    private final Format format;
    private final List<SchemaElement> elements;
    private final String title;
    private final String text;

    /// Where each element's terms begin, and after the last the end.
    private final int[] starts;

    Haystack(SchemaHolder holder, int version, Format format, List<SchemaElement> elements) {
        this.holder = holder;
        this.version = version;
        this.format = format;
        this.elements = List.copyOf(elements);
        var written = new StringBuilder();
        add(written, CONTEXT, Names.endings(holder.name()));
        title = written.append(END).toString();
        written.setLength(0);
        starts = new int[elements.size() + 1];
        for (int i = 0; i < elements.size(); i++) {
            starts[i] = written.length();
            write(elements.get(i), written);
        }
        starts[elements.size()] = written.length();
        text = written.append(END).toString();
    }

    private static void write(SchemaElement element, StringBuilder out) {
        // The whole name comes first, by which it is known to be one.
        add(out, NAME, Names.endings(element.name()));
        element.aliases().forEach(alias -> add(out, NAME, Names.endings(alias)));
        add(out, CONTEXT, Names.endings(ownName(element)));
        if (!element.doc().isEmpty()) {
            var words = Names.words(element.doc());
            int end = Math.min(MOST_WORDS, words.size());
            for (int i = 0; i < end; i++) {
                // With the word behind it: what is one word to the seeker may be two in prose.
                var next = i + 1 < end ? words.get(i + 1) : "";
                out.append(DOC).append(words.get(i)).append(next);
            }
        }
    }

    private static String ownName(SchemaElement element) {
        return element.kind() == SchemaElement.Kind.TYPE
                ? ""
                : element.owner().substring(element.owner().lastIndexOf('.') + 1);
    }

    private static void add(StringBuilder out, char mark, List<String> terms) {
        terms.forEach(term -> out.append(mark).append(term));
    }

    int size() {
        return elements.size();
    }

    /// Characters that are kept, about.
    int weight() {
        return text.length();
    }

    SchemaHolder holder() {
        return holder;
    }

    int version() {
        return version;
    }

    SearchHit hit(int element) {
        return new SearchHit(holder, version, format, elements.get(element));
    }

    SchemaElement element(int index) {
        return elements.get(index);
    }

    /// How well each element fits: 0 where it does not. Null where none does.
    ///
    /// @param words in lower case, without anything but letters and digits; all of them must fit
    int @Nullable [] scores(List<String> words) {
        int[] sum = null;
        for (var word : words) {
            var scores = new int[elements.size()];
            boolean any = score(word, scores);
            if (begins(title, word)) {
                for (int i = 0; i < scores.length; i++) {
                    scores[i] = Math.max(scores[i], Score.AROUND);
                }
                any = true;
            }
            if (!any) {
                return null;
            }
            sum = sum == null ? scores : both(sum, scores);
        }
        if (sum == null) {
            return null;
        }
        for (int i = 0; i < sum.length; i++) {
            // What fits by its surroundings alone is not what is looked for.
            sum[i] = sum[i] > words.size() * Score.AROUND ? sum[i] : 0;
        }
        return sum;
    }

    private static int[] both(int[] one, int[] other) {
        var both = new int[one.length];
        for (int i = 0; i < both.length; i++) {
            both[i] = one[i] == 0 || other[i] == 0 ? 0 : one[i] + other[i];
        }
        return both;
    }

    private static boolean begins(String text, String word) {
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            if (text.charAt(at - 1) <= END) {
                return true;
            }
        }
        return false;
    }

    private boolean score(String word, int[] scores) {
        boolean any = false;
        int element = 0;
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            char mark = at == 0 ? END : text.charAt(at - 1);
            if (mark > CONTEXT) {
                continue;
            }
            element = elementAt(at, element);
            boolean whole = text.charAt(at + word.length()) <= END;
            int score =
                    switch (mark) {
                        case NAME -> Score.ofName(at - 1 == starts[element], whole);
                        case DOC -> Score.DOC;
                        default -> Score.AROUND;
                    };
            scores[element] = Math.max(scores[element], score);
            any = true;
        }
        return any;
    }

    private int elementAt(int position, int from) {
        if (position < starts[from + 1]) {
            return from;
        }
        int found = Arrays.binarySearch(starts, from, starts.length, position);
        return found >= 0 ? found : -found - 2;
    }

    /// How well a word fits an element.
    static final class Score {
        static final int AROUND = 1;
        static final int DOC = 10;

        private Score() {}

        static int ofName(boolean first, boolean whole) {
            if (first) {
                return whole ? 100 : 60;
            }
            return whole ? 50 : 40;
        }
    }
}
