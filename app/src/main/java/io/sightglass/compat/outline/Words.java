package io.sightglass.compat.outline;

import io.sightglass.compat.outline.Row.Span;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/// Where two lines differ, word by word.
final class Words {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]+|\\s+|.", Pattern.DOTALL);

    /// A longer line is marked as a whole.
    private static final int MOST_WORDS = 2_000;

    private Words() {}

    record Both(List<Span> left, List<Span> right) {}

    private record Word(String text, int start) {}

    static Both compare(String left, String right) {
        if (left.equals(right)) {
            return new Both(List.of(), List.of());
        }
        var old = split(left);
        var now = split(right);
        if (old.size() > MOST_WORDS || now.size() > MOST_WORDS) {
            return new Both(whole(left), whole(right));
        }
        var pairs =
                Sequences.match(
                        old.stream().map(Word::text).toList(),
                        now.stream().map(Word::text).toList());
        var met = new HashSet<Integer>();
        for (int pair : pairs) {
            met.add(pair);
        }
        return new Both(
                spans(old, left, index -> pairs[index] < 0),
                spans(now, right, index -> !met.contains(index)));
    }

    /// The share of words that two lines have in common, 0 to 1; white space counts for nothing.
    static double likeness(String left, String right) {
        var old = words(left);
        var now = words(right);
        if (old.isEmpty() || now.isEmpty() || old.size() > MOST_WORDS || now.size() > MOST_WORDS) {
            return old.isEmpty() && now.isEmpty() ? 1 : 0;
        }
        int common = 0;
        for (int pair : Sequences.match(old, now)) {
            common += pair < 0 ? 0 : 1;
        }
        return 2.0 * common / (old.size() + now.size());
    }

    /// Where words of `strange` stand in a line.
    static List<Span> of(String line, Set<String> strange) {
        var words = split(line);
        return spans(words, line, index -> strange.contains(words.get(index).text()));
    }

    private static List<String> words(String line) {
        return split(line).stream().map(Word::text).filter(text -> !text.isBlank()).toList();
    }

    private static List<Word> split(String line) {
        var words = new ArrayList<Word>();
        var matcher = WORD.matcher(line);
        while (matcher.find()) {
            words.add(new Word(matcher.group(), matcher.start()));
        }
        return words;
    }

    private static List<Span> whole(String line) {
        return line.isEmpty() ? List.of() : List.of(new Span(0, line.length()));
    }

    /// White space alone is not marked, and white space between two marks belongs to them.
    private static List<Span> spans(List<Word> words, String line, IntPredicate differs) {
        var spans = new ArrayList<Span>();
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            if (!differs.test(i) || word.text().isBlank()) {
                continue;
            }
            int start = word.start();
            int end = start + word.text().length();
            var last = spans.isEmpty() ? null : spans.getLast();
            if (last != null && line.substring(last.end(), start).isBlank()) {
                spans.removeLast();
                start = last.start();
            }
            spans.add(new Span(start, end));
        }
        return spans;
    }
}
