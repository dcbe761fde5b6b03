package io.sightglass.contract.jsonschema;

import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressions;

import io.sightglass.contract.LimitedPattern;

import java.util.regex.Pattern;

/// A schema's regular expressions, which are stopped where they run away.
record LimitedRegex(Pattern pattern) implements RegularExpression {
    /// Stops a validation that takes too long.
    static final class TooCostly extends RuntimeException {
        private static final long serialVersionUID = 1;

        @SuppressWarnings("StaticAssignmentOfThrowable") // bears no stack trace
        private static final TooCostly INSTANCE = new TooCostly();

        private TooCostly() {
            super("too costly", null, false, false);
        }
    }

    static RegularExpression of(String expression) {
        // what means something else in ECMA 262, as the library does it
        var anchored = RegularExpressions.replaceDollarAnchors(expression);
        var java = RegularExpressions.replaceLongformCharacterProperties(anchored);
        return new LimitedRegex(Pattern.compile(java));
    }

    @Override
    public boolean matches(String text) {
        return switch (LimitedPattern.match(pattern, text, false)) {
            case FOUND -> true;
            case NOT_FOUND -> false;
            case UNDECIDED -> throw TooCostly.INSTANCE;
        };
    }
}
