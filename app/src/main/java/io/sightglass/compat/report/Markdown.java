package io.sightglass.compat.report;

import io.sightglass.compat.outline.Row;
import io.sightglass.model.Sentence;
import io.sightglass.model.Verdict;

import org.jspecify.annotations.Nullable;

/// A [Report] as Markdown, as GitHub and others show it.
final class Markdown {
    private static final String TICKS = "```";

    private final StringBuilder out = new StringBuilder();

    private Markdown() {}

    static String of(Report report) {
        var markdown = new Markdown();
        markdown.write(report);
        return markdown.out.toString();
    }

    private void write(Report report) {
        out.append("## ").append(escaped(report.title())).append("\n\n");
        var comparison = report.comparison();
        if (comparison != null) {
            verdict(comparison.verdict());
            changes(report);
        }
        // More ticks than stand in the text, so that nothing in it ends the block.
        int most = TICKS.length() - 1;
        for (var row : report.rows()) {
            most = Math.max(most, Math.max(ticks(row.left()), ticks(row.right())));
        }
        var fence = "`".repeat(most + 1);
        out.append(fence).append("diff\n");
        report.rows().forEach(this::row);
        out.append(fence).append('\n');
    }

    private void verdict(Verdict verdict) {
        out.append("| BACKWARD | FORWARD | FULL |\n| --- | --- | --- |\n| ");
        out.append(word(verdict.backward())).append(" | ").append(word(verdict.forward()));
        out.append(" | ").append(word(verdict.full())).append(" |\n\n");
    }

    private static String word(boolean compatible) {
        return compatible ? "✓ compatible" : "✕ incompatible";
    }

    private void changes(Report report) {
        var changes = report.changes();
        if (changes.isEmpty()) {
            out.append("Nothing that matters to a reader has changed.\n\n");
            return;
        }
        out.append("| | Change | Type | Where |\n| --- | --- | --- | --- |\n");
        for (var change : changes) {
            boolean safe = change.breaks().isEmpty();
            out.append("| ").append(safe ? "✓ " : "✕ ").append(Report.breaks(change));
            out.append(" | ").append(sentence(change.message()));
            out.append(" | `").append(change.type()).append("` | ");
            out.append(escaped(Report.place(change))).append(" |\n");
        }
        out.append('\n');
    }

    private static String sentence(Sentence sentence) {
        var text = new StringBuilder();
        for (var part : sentence.parts()) {
            var words = escaped(part.text());
            text.append(part.strong() && !words.isBlank() ? "**" + words + "**" : words);
        }
        return text.toString();
    }

    private void row(Row row) {
        var left = row.left();
        var right = row.right();
        switch (row.kind()) {
            case SAME -> line(' ', right == null ? left : right);
            case REMOVED -> line('-', left);
            case ADDED -> line('+', right);
            case CHANGED -> {
                if (left != null && right != null && left.text().equals(right.text())) {
                    line(' ', right);
                } else {
                    line('-', left);
                    line('+', right);
                }
            }
        }
    }

    private void line(char sign, Row.@Nullable Half half) {
        if (half != null) {
            out.append(sign).append(half.text().isEmpty() ? "" : " ").append(half.text());
            out.append('\n');
        }
    }

    private static int ticks(Row.@Nullable Half half) {
        int most = 0;
        int run = 0;
        for (char c : half == null ? new char[0] : half.text().toCharArray()) {
            run = c == '`' ? run + 1 : 0;
            most = Math.max(most, run);
        }
        return most;
    }

    /// As plain words in a table's cell.
    static String escaped(String text) {
        return text.replaceAll("[\\\\`*_{}\\[\\]<>()#+!|~-]", "\\\\$0").replaceAll("\\R", " ");
    }
}
