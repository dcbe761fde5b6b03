package io.sightglass.cli;

import io.sightglass.model.Finding;
import io.sightglass.model.FindingKind;

/// A finding on one line: its mark, the sentence, the rule and the bytes.
final class FindingText {
    private FindingText() {}

    static String of(Finding finding, Ink ink) {
        var range = finding.range();
        var place = "[" + range.start() + "," + range.end() + ")";
        var shape =
                finding.kind() == FindingKind.NOTICE
                        ? ink.dim("i")
                        : ink.mark(finding.kind().mark());
        return shape
                + " "
                + Printable.line(finding.message().plain())
                + "  "
                + ink.dim(finding.rule() + " " + place);
    }
}
