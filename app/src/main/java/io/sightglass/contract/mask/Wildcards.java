package io.sightglass.contract.mask;

/// The patterns by which metadata names fields: `?` is one character and `*` any number, neither a
/// dot; `**` is any number of any characters; a backslash takes the next character as it is.
public final class Wildcards {
    private Wildcards() {}

    public static boolean match(String name, String pattern) {
        return match(name, 0, pattern.replace("**.*", "**"), 0, new int[] {100_000});
    }

    /// @param steps how many may still be made; a pattern that takes more matches nothing
    private static boolean match(String name, int at, String pattern, int from, int[] steps) {
        int n = at;
        for (int p = from; p < pattern.length(); p++) {
            if (--steps[0] < 0) {
                return false;
            }
            char c = pattern.charAt(p);
            if (c == '*') {
                boolean any = p + 1 < pattern.length() && pattern.charAt(p + 1) == '*';
                int rest = p + (any ? 2 : 1);
                for (int end = n; end <= name.length(); end++) {
                    if (match(name, end, pattern, rest, steps)) {
                        return true;
                    }
                    if (end < name.length() && !any && name.charAt(end) == '.') {
                        return false;
                    }
                }
                return false;
            }
            boolean one = c == '?';
            if (c == '\\' && p + 1 < pattern.length()) {
                c = pattern.charAt(++p);
            }
            if (n == name.length() || (one ? name.charAt(n) == '.' : name.charAt(n) != c)) {
                return false;
            }
            n++;
        }
        return n == name.length();
    }
}
