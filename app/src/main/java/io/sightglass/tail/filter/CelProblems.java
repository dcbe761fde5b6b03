package io.sightglass.tail.filter;

import dev.cel.common.CelIssue;
import dev.cel.common.types.CelType;

import io.sightglass.contract.cel.CelIssues;
import io.sightglass.model.Sentence;

import java.util.List;

/// What CEL's compiler says, in words for the person who types.
final class CelProblems {
    private static final String KNOWS =
            "a filter knows value, key, headers, partition, offset, timestamp, size and findings."
                    + " Put text in double quotes.";

    private CelProblems() {}

    static FilterText notABool(CelType type) {
        return new FilterText.Rejected(
                1,
                Sentence.of(
                        "The filter is a "
                                + CelIssues.word(type)
                                + ", not true or false; compare it with something."));
    }

    static FilterText unusable() {
        return new FilterText.Rejected(
                1, Sentence.of("The filter cannot be evaluated; try a simpler expression."));
    }

    /// The first issue that has a place.
    static FilterText of(List<CelIssue> issues) {
        if (issues.isEmpty()) {
            return unusable();
        }
        var issue = issues.getFirst();
        int column = Math.max(0, issue.getSourceLocation().getColumn()) + 1;
        var sentence = Sentence.builder().text("Column ").strong("" + column).text(": ");
        return new FilterText.Rejected(
                column, CelIssues.words(sentence, issue.getMessage(), "filter", KNOWS).build());
    }
}
