package io.sightglass.contract;

import java.util.regex.Pattern;

/// Regular expressions over strangers' text. One that runs away is stopped.
public final class LimitedPattern {
    private LimitedPattern() {}

    public enum Outcome {
        FOUND,
        NOT_FOUND,
        /// The text is too long, or the expression takes too long over it.
        UNDECIDED
    }

    /// @param whole whether the text must match from end to end; else anywhere
    public static Outcome match(Pattern pattern, String text, boolean whole) {
        var chars = new Chars();
        chars.set(text);
        if (chars.isTooLong()) {
            return Outcome.UNDECIDED;
        }
        chars.limitSteps();
        try {
            var matcher = pattern.matcher(chars);
            return (whole ? matcher.matches() : matcher.find()) ? Outcome.FOUND : Outcome.NOT_FOUND;
        } catch (Chars.TooManySteps | StackOverflowError e) {
            return Outcome.UNDECIDED;
        }
    }
}
