package io.sightglass.contract;

import java.util.ArrayList;
import java.util.List;

/// The paths of rules: `items[].boldness`, `labels["a.b"]`.
public final class RulePath {
    /// The step to any element of a list.
    public static final String ANY = "[]";

    private RulePath() {}

    /// The path of a field of the record at `parent`; the empty path is the payload.
    public static String field(String parent, String name) {
        if (isPlain(name)) {
            return parent.isEmpty() ? name : parent + "." + name;
        }
        return parent + "[\"" + name + "\"]";
    }

    /// The path of any element of the list at `parent`.
    public static String element(String parent) {
        return parent + ANY;
    }

    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) <= ' ' || ".[]\"".indexOf(name.charAt(i)) >= 0) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    /// The names on the way, and [#ANY] for elements.
    public static List<String> steps(String path) {
        var steps = new ArrayList<String>();
        int at = 0;
        while (at < path.length()) {
            if (path.startsWith(ANY, at)) {
                steps.add(ANY);
                at += 2;
            } else if (path.startsWith("[\"", at)) {
                int end = path.indexOf("\"]", at + 2);
                end = end < 0 ? path.length() : end;
                steps.add(path.substring(at + 2, end));
                at = end + 2;
            } else {
                at += path.charAt(at) == '.' ? 1 : 0;
                int end = at;
                while (end < path.length() && ".[".indexOf(path.charAt(end)) < 0) {
                    end++;
                }
                steps.add(path.substring(at, end));
                at = end;
            }
        }
        return steps;
    }
}
