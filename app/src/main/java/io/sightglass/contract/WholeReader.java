package io.sightglass.contract;

import io.sightglass.contract.cel.CelBudget;
import io.sightglass.decode.TreeSink;
import io.sightglass.decode.Walker;

/// Reads a record once more, into a tree, and holds it to the rules that want all of it. For one
/// thread.
final class WholeReader {
    private final TreeSink tree = new TreeSink();

    /// @param walker that has read the payload before, without damage
    void judge(
            Walker walker,
            byte[] array,
            int offset,
            int from,
            int length,
            Positions said,
            WholeRule.Judge[] judges,
            WholeRule.Findings to) {
        tree.begin(array, offset, length);
        walker.walk(array, offset, from, length, tree);
        tree.finish();
        var root = tree.root();
        if (root == null) {
            return;
        }
        var record = new WholeRule.Whole(root, array, offset, from, length, said);
        CelBudget.begin();
        try {
            for (var judge : judges) {
                judge.judge(record, to);
            }
        } finally {
            CelBudget.end();
        }
    }
}
