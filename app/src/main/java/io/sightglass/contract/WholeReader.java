package io.sightglass.contract;

import io.sightglass.contract.cel.CelBudget;
import io.sightglass.decode.TreeSink;
import io.sightglass.decode.Walker;
import io.sightglass.model.FindingKind;
import io.sightglass.model.Node;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;

/// Reads a record once more, into a tree, and holds it to the rules that want all of it. For one
/// thread.
final class WholeReader {
    private static final Logger LOG = LoggerFactory.getLogger(WholeReader.class);

    private final @Nullable RuleSampling sampling;
    private final TreeSink tree = new TreeSink();
    private boolean logged;

    /// @param sampling is told what the rules cost; null where nobody wants to know
    WholeReader(@Nullable RuleSampling sampling) {
        this.sampling = sampling;
    }

    /// @param rules which have the judges, in that order
    /// @param walker that has read the payload before, without damage
    void judge(
            Walker walker,
            byte[] array,
            int offset,
            int from,
            int length,
            Positions said,
            List<WholeRule> rules,
            WholeRule.Judge[] judges,
            WholeRule.Findings to) {
        var record =
                new WholeRule.Whole(
                        array,
                        offset,
                        from,
                        length,
                        said,
                        () -> tree(walker, array, offset, from, length));
        CelBudget.begin();
        try {
            for (int i = 0; i < judges.length; i++) {
                long start = sampling == null ? 0 : sampling.nanoTime();
                judge(judges[i], record, to);
                if (sampling != null) {
                    sampling.spent(rules.get(i), sampling.nanoTime() - start);
                }
            }
        } finally {
            CelBudget.end();
        }
    }

    private Node tree(Walker walker, byte[] array, int offset, int from, int length) {
        tree.begin(array, offset, length);
        walker.walk(array, offset, from, length, tree);
        tree.finish();
        var root = tree.root();
        if (root == null) {
            throw new IllegalStateException("read before, and now there is no value");
        }
        return root;
    }

    /// A judge never throws; should one do so all the same, the record is said not to have been
    /// held to its rule. The message may quote the payload, so the log gets the places alone.
    private void judge(WholeRule.Judge judge, WholeRule.Whole record, WholeRule.Findings to) {
        try {
            judge.judge(record, to);
        } catch (RuntimeException | StackOverflowError fault) {
            to.report(
                    FindingKind.NOTICE,
                    "contract.rule-failed",
                    record.place(),
                    RuleSentences::failed);
            if (!logged) {
                logged = true;
                LOG.error(
                        "A rule failed on a record: {} at {}",
                        fault.getClass().getName(),
                        fault.getStackTrace());
            }
        }
    }
}
