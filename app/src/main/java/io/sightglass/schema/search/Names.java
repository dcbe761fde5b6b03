package io.sightglass.schema.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Takes names and prose apart into words, so that `userId`, `user_id`, `UserID` and `user-id` are
/// the same.
final class Names {
    private Names() {}

    /// The words of a name, in lower case: `user` and `id`; of prose, its words.
    static List<String> words(String text) {
        var words = new ArrayList<String>();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean inside = i < text.length() && Character.isLetterOrDigit(text.charAt(i));
            if (start >= 0 && (!inside || begins(text, start, i))) {
                words.add(text.substring(start, i).toLowerCase(Locale.ROOT));
                start = -1;
            }
            if (inside && start < 0) {
                start = i;
            }
        }
        return words;
    }

    /// Whether a new word begins at `i`, in the middle of letters and digits that began at `start`:
    /// `userId`, `HTTPServer`, `address2line`.
    private static boolean begins(String text, int start, int i) {
        if (i == start) {
            return false;
        }
        char before = text.charAt(i - 1);
        char here = text.charAt(i);
        if (Character.isUpperCase(here)) {
            boolean followed = i + 1 < text.length() && Character.isLowerCase(text.charAt(i + 1));
            return !Character.isUpperCase(before) || followed;
        }
        return Character.isDigit(before) && Character.isLetter(here);
    }

    /// A name as one word, in lower case and without what separates its words: `userid`.
    static String joined(String name) {
        var joined = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                joined.append(c);
            }
        }
        return joined.toString().toLowerCase(Locale.ROOT);
    }

    /// The words from each of a name's words to its end: `customeruserid`, `userid`, `id`. Whoever
    /// looks for the beginning of one of them finds the name by any of its words, however they are
    /// joined.
    static List<String> endings(String name) {
        var words = words(name);
        var endings = new ArrayList<String>(words.size());
        for (int i = 0; i < words.size(); i++) {
            endings.add(String.join("", words.subList(i, words.size())));
        }
        return endings;
    }
}
