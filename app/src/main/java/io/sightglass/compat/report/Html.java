package io.sightglass.compat.report;

import io.sightglass.compat.outline.Row;
import io.sightglass.model.Verdict;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/// A [Report] as one HTML page with its style in it.
final class Html {
    private static final String STYLE =
            """
            :root { color-scheme: light dark; --bg: #ffffff; --panel: #f6f8fa; --line: #d5dae1;
              --text: #1f2328; --muted: #656d76; --ok: #1a7f37; --bad: #cf222e;
              --changed: #ddf4ff; --word: #9cd3ff; --removed: #ffebe9; --added: #dafbe1; }
            @media (prefers-color-scheme: dark) { :root { --bg: #0d1117; --panel: #161b22;
              --line: #2b323c; --text: #e6edf3; --muted: #8b949e; --ok: #3fb950; --bad: #f85149;
              --changed: #152538; --word: #1f4b7d; --removed: #3a1d22; --added: #13301c; } }
            body { background: var(--bg); color: var(--text); font: 14px/1.5 Inter, system-ui,
              sans-serif; margin: 24px; }
            h1 { font-size: 20px; } .muted { color: var(--muted); }
            .chip { border: 1px solid; border-radius: 12px; padding: 2px 10px; margin-right: 8px; }
            .ok { color: var(--ok); } .bad { color: var(--bad); }
            table { border-collapse: collapse; width: 100%; margin: 16px 0; }
            th, td { text-align: left; vertical-align: top; padding: 6px 10px;
              border-bottom: 1px solid var(--line); }
            code, .side { font: 12px/1.6 "JetBrains Mono", ui-monospace, monospace; }
            .side td { border: 0; padding: 0 8px; white-space: pre-wrap; overflow-wrap: anywhere;
              width: 46%; }
            .side td.n { width: 3%; color: var(--muted); text-align: right; white-space: nowrap; }
            .changed { background: var(--changed); } .removed { background: var(--removed); }
            .added { background: var(--added); }
            .none { background: repeating-linear-gradient(45deg, transparent 0 6px,
              var(--panel) 6px 8px); }
            mark { background: var(--word); color: inherit; border-radius: 2px; }
            """;

    private final StringBuilder out = new StringBuilder();

    private Html() {}

    static String of(Report report) {
        var html = new Html();
        html.write(report);
        return html.out.toString();
    }

    private void write(Report report) {
        var title = escaped(report.title());
        out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        out.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';");
        out.append(" style-src 'unsafe-inline'\">\n");
        out.append("<title>").append(title).append("</title>\n<style>\n").append(STYLE);
        out.append("</style>\n</head>\n<body>\n<h1>").append(title).append("</h1>\n");
        var comparison = report.comparison();
        if (comparison != null) {
            verdict(comparison.verdict());
            changes(report);
        }
        out.append("<table class=\"side\">\n");
        report.rows().forEach(this::row);
        out.append("</table>\n</body>\n</html>\n");
    }

    private void verdict(Verdict verdict) {
        out.append("<p>");
        chip("BACKWARD", verdict.backward());
        chip("FORWARD", verdict.forward());
        chip("FULL", verdict.full());
        out.append("</p>\n");
    }

    private void chip(String name, boolean compatible) {
        out.append("<span class=\"chip ").append(compatible ? "ok\">✓ " : "bad\">✕ ");
        out.append(name).append("</span>");
    }

    private void changes(Report report) {
        if (report.changes().isEmpty()) {
            out.append("<p class=\"muted\">Nothing that matters to a reader has changed.</p>\n");
            return;
        }
        out.append("<table>\n");
        for (var change : report.changes()) {
            boolean safe = change.breaks().isEmpty();
            out.append("<tr><td class=\"").append(safe ? "ok\">✓ " : "bad\">✕ ");
            out.append(Report.breaks(change)).append("</td><td>");
            for (var part : change.message().parts()) {
                var words = escaped(part.text());
                out.append(part.strong() ? "<strong>" + words + "</strong>" : words);
            }
            out.append("<br><span class=\"muted\">").append(escaped(Report.place(change)));
            out.append("</span></td><td><code>").append(escaped(change.type()));
            out.append("</code></td></tr>\n");
        }
        out.append("</table>\n");
    }

    private void row(Row row) {
        var kind = row.differs() ? row.kind().name().toLowerCase(Locale.ROOT) : "same";
        out.append("<tr>");
        half(row.left(), kind, row.kind().sign());
        half(row.right(), kind, row.kind().sign());
        out.append("</tr>\n");
    }

    private void half(Row.@Nullable Half half, String kind, char sign) {
        if (half == null) {
            out.append("<td class=\"n none\"></td><td class=\"none\"></td>");
            return;
        }
        out.append("<td class=\"n ").append(kind).append("\">").append(half.number());
        out.append(' ').append(sign).append("</td><td class=\"").append(kind).append("\">");
        int at = 0;
        for (var span : half.spans()) {
            out.append(escaped(half.text().substring(at, span.start()))).append("<mark>");
            out.append(escaped(half.text().substring(span.start(), span.end())));
            out.append("</mark>");
            at = span.end();
        }
        out.append(escaped(half.text().substring(at))).append("</td>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
