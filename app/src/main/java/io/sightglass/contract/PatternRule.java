package io.sightglass.contract;

import io.sightglass.model.FindingKind;

import org.jspecify.annotations.Nullable;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A regular expression that must be found in a text, anywhere unless it is anchored (as JSON
/// Schema has it: JSON Schema Validation 2020-12, section 6.3.3).
///
/// A text that is too long, or over which the expression runs away, is not judged; a notice says
/// so.
public record PatternRule(String path, Pattern pattern) implements Rule.OfValue {
    private static final String PATTERN = "contract.pattern";
    private static final String UNDECIDED = "contract.pattern-undecided";

    @Override
    public String id() {
        return PATTERN;
    }

    @Override
    public Rule.Judge judge() {
        return new Finder(pattern.matcher(""));
    }

    @Override
    public String expected() {
        return "the pattern " + pattern.pattern();
    }

    private record Finder(Matcher matcher) implements Rule.Judge {
        @Override
        public @Nullable String fault(Value value) {
            if (!value.isText()) {
                return null;
            }
            var chars = value.chars();
            if (chars.isTooLong()) {
                return UNDECIDED;
            }
            chars.limitSteps();
            try {
                return matcher.reset(chars).find() ? null : PATTERN;
            } catch (Chars.TooManySteps | StackOverflowError e) {
                return UNDECIDED;
            }
        }

        @Override
        public FindingKind kind(String fault) {
            return fault.equals(UNDECIDED) ? FindingKind.NOTICE : FindingKind.VIOLATION;
        }

        @Override
        public @Nullable String instead(String fault) {
            return fault.equals(UNDECIDED)
                    ? "that takes too long to hold against the pattern " + matcher.pattern()
                    : null;
        }
    }
}
