package io.sightglass.compat.protobuf;

import io.sightglass.compat.Comparison;
import io.sightglass.model.Format;
import io.sightglass.model.Verdict;

import java.util.List;
import java.util.Map;

/// What differs between two versions of a module.
///
/// @param files what differs in each file that either has, by path; a file that only one has is one
///   change
/// @param findings what buf's rules report, in the order of the new files; what is about the module
///   as a whole comes first
/// @param buf the ids of the rules that report anything, by category, each sorted
public record ModuleComparison(
        Map<String, Comparison> files, List<BufFinding> findings, Map<String, List<String>> buf) {
    public ModuleComparison {
        findings = List.copyOf(findings);
    }

    /// All files' changes in a row.
    Comparison asOne() {
        boolean backward = files.values().stream().allMatch(each -> each.verdict().backward());
        boolean forward = files.values().stream().allMatch(each -> each.verdict().forward());
        var changes = files.values().stream().flatMap(each -> each.changes().stream()).toList();
        return new Comparison(Format.PROTOBUF, new Verdict(backward, forward), changes, buf);
    }
}
