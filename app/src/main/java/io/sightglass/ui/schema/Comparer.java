package io.sightglass.ui.schema;

import io.sightglass.compat.Comparison;
import io.sightglass.compat.Policy;
import io.sightglass.compat.SchemaDiff;
import io.sightglass.compat.Side;
import io.sightglass.model.Sentence;
import io.sightglass.model.Verdict;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Holds two loaded schemas against each other, whatever they are.
final class Comparer {
    private static final Logger LOG = LoggerFactory.getLogger(Comparer.class);

    private Comparer() {}

    /// What is to be shown of the two. Takes its time.
    static Shown show(@Nullable LoadedSchema left, LoadedSchema right) {
        var problem = problem(left, right);
        if (left == null || problem != null && (left.parsed() == null || right.parsed() == null)) {
            return new Shown(left, right, null, problem, 0);
        }
        if (left.format() != right.format()) {
            return new Shown(left, right, null, formats(left, right), 0);
        }
        long start = System.nanoTime();
        try {
            var comparison = compare(left, right);
            return new Shown(left, right, comparison, problem, (System.nanoTime() - start) / 1_000);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("two schemas could not be compared", e);
            var sentence = Sentence.of("These two could not be compared; the log says more.");
            return new Shown(left, right, null, sentence, 0);
        }
    }

    /// Whether two versions get along; null where that cannot be said.
    static @Nullable Verdict verdict(LoadedSchema left, LoadedSchema right) {
        var comparison = show(left, right).comparison();
        return comparison == null ? null : comparison.verdict();
    }

    private static @Nullable Comparison compare(LoadedSchema left, LoadedSchema right) {
        var old = left.parsed();
        var now = right.parsed();
        return old == null || now == null
                ? null
                : SchemaDiff.compare(
                                        new Side(left.label(), old),
                                        new Side(right.label(), now),
                                        Policy.STRICT)
                                instanceof SchemaDiff.Result.Compared(var comparison)
                        ? comparison
                        : null;
    }

    private static @Nullable Sentence problem(@Nullable LoadedSchema left, LoadedSchema right) {
        if (right.problem() != null) {
            return said(right, right.problem());
        }
        return left == null || left.problem() == null ? null : said(left, left.problem());
    }

    private static Sentence said(LoadedSchema schema, Sentence problem) {
        return schema.kept()
                ? Sentence.of(problem.plain() + " Shown is the last version that was right.")
                : problem;
    }

    private static Sentence formats(LoadedSchema left, LoadedSchema right) {
        return Sentence.builder()
                .strong(left.source().name())
                .text(" is " + name(left) + " and ")
                .strong(right.source().name())
                .text(" is " + name(right) + ", so whether they get along cannot be said.")
                .build();
    }

    private static String name(LoadedSchema schema) {
        return switch (schema.format()) {
            case PROTOBUF -> "Protobuf";
            case JSON -> "JSON Schema";
            case null -> "unknown";
            default -> schema.format().badge();
        };
    }
}
