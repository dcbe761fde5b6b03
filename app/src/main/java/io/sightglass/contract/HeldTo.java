package io.sightglass.contract;

import io.sightglass.schema.LocalSchemas.Problem;

import java.util.List;

/// Rules made ready for one thread: what the payloads of one schema are held to.
///
/// @param wholes rules on the record as a whole
/// @param judges of them, in that order
@SuppressWarnings("ArrayRecordComponent") // never compared
record HeldTo(
        RuleNode root,
        boolean judgesFields,
        List<WholeRule> wholes,
        WholeRule.Judge[] judges,
        List<Problem> problems) {
    static HeldTo of(RuleSet rules) {
        var root = RuleNode.of(rules.fields());
        rules.types().forEach(types -> root.graft(types.newRoot()));
        return new HeldTo(
                root,
                !root.isEmpty(),
                rules.wholes(),
                rules.wholes().stream().map(WholeRule::newJudge).toArray(WholeRule.Judge[]::new),
                rules.problems());
    }
}
