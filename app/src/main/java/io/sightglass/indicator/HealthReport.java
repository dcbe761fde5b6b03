package io.sightglass.indicator;

import io.sightglass.indicator.Indicators.OfLevel;

import java.time.Instant;

/// Indicators as Markdown, for an incident's page.
public final class HealthReport {
    private static final int RULES = 10;
    private static final int DOWNTIMES = 10;
    private static final int SHARES = 5;

    private final Indicators seen;
    private final StringBuilder out = new StringBuilder();

    private HealthReport(Indicators seen) {
        this.seen = seen;
    }

    public static String markdown(Indicators seen) {
        var report = new HealthReport(seen);
        report.write();
        return report.out.toString();
    }

    private void write() {
        var counts = seen.counts();
        line("# " + text(seen.topic()));
        line("");
        line(
                counts.records()
                        + " records"
                        + (seen.first() < 0
                                ? ""
                                : " of " + time(seen.first()) + " to " + time(seen.last()))
                        + (seen.contract() == null
                                ? ""
                                : ", held to contract " + text(seen.contract()))
                        + (counts.isPart()
                                ? "; "
                                        + counts.whole()
                                        + " of them to all rules, the shares of"
                                        + " valid records and of violations are of these"
                                : "")
                        + ".");
        line("");
        line("| records | count | share |");
        line("| --- | ---: | ---: |");
        share("● valid", counts.valid(), counts.validRatio());
        share("▲ with violations", counts.violation(), counts.violationRatio());
        share(
                "◆ with unknown fields",
                counts.unknownFields(),
                counts.ratio(counts.unknownFields()));
        share("✕ that cannot be read", counts.undecodable(), counts.ratio(counts.undecodable()));
        seen.levels().forEach(this::level);
        rules();
        facets();
        schemas();
    }

    private void share(String name, long count, double ratio) {
        line("| " + name + " | " + count + " | " + HealthWords.percent(ratio) + " |");
    }

    private void level(OfLevel of) {
        line("");
        line(
                "**"
                        + (of.isHeld() ? "Held" : "Missed")
                        + "**: "
                        + HealthWords.level(of)
                        + ". "
                        + HealthWords.budget(of));
        if (of.spans() == 0) {
            return;
        }
        line("");
        line(
                "Data downtime: "
                        + HealthWords.duration(of.downMillis())
                        + " in "
                        + of.spans()
                        + (of.spans() == 1 ? " span." : " spans."));
        line("");
        line("| from | to | missed | most by |");
        line("| --- | --- | ---: | --- |");
        for (var down : of.downtime().stream().limit(DOWNTIMES).toList()) {
            var cause = down.cause();
            line(
                    "| "
                            + time(down.from())
                            + " | "
                            + time(down.to())
                            + " | "
                            + down.missed()
                            + " of "
                            + down.records()
                            + " | "
                            + (cause == null
                                    ? ""
                                    : code(cause.rule())
                                            + (cause.path().isEmpty()
                                                    ? ""
                                                    : " at " + code(cause.path()))
                                            + ", "
                                            + cause.records())
                            + " |");
        }
    }

    private void rules() {
        if (seen.rules().isEmpty()) {
            return;
        }
        line("");
        line("| rule | field | records | since | for example |");
        line("| --- | --- | ---: | --- | --- |");
        for (var rule : seen.rules().stream().limit(RULES).toList()) {
            line(
                    "| "
                            + code(rule.rule())
                            + " | "
                            + (rule.path().isEmpty() ? "" : code(rule.path()))
                            + " | "
                            + rule.records()
                            + " | "
                            + (rule.first() < 0 ? "" : time(rule.first()))
                            + " | "
                            + text(rule.example().plain())
                            + " |");
        }
    }

    private void facets() {
        if (seen.facets().isEmpty()) {
            return;
        }
        line("");
        line("| records with findings, by | the most frequent |");
        line("| --- | --- |");
        for (var facet : seen.facets()) {
            var shares = new StringBuilder();
            for (var share : facet.top().stream().limit(SHARES).toList()) {
                shares.append(shares.isEmpty() ? "" : ", ")
                        .append(code(share.name()))
                        .append(' ')
                        .append(HealthWords.percent((double) share.count() / facet.total()));
            }
            line("| " + facet.by().label() + " | " + shares + " |");
        }
    }

    private void schemas() {
        if (seen.schemas().isEmpty()) {
            return;
        }
        line("");
        line("| schema | records | share | |");
        line("| --- | ---: | ---: | --- |");
        for (var of : seen.schemas()) {
            line(
                    "| "
                            + text(of.name())
                            + " | "
                            + of.records()
                            + " | "
                            + HealthWords.percent(seen.counts().ratio(of.records()))
                            + " | "
                            + (of.missing()
                                    ? "nowhere to be found"
                                    : of.foreign() ? "of another topic's subject" : "")
                            + " |");
        }
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }

    private static String code(String text) {
        var plain = new StringBuilder();
        text.codePoints()
                .map(point -> Character.isISOControl(point) ? ' ' : point == '`' ? '\'' : point)
                .forEach(plain::appendCodePoint);
        // within a table, a bar ends the cell even in code
        return "`" + plain.toString().replace("|", "\\|") + "`";
    }

    /// Nothing of a payload may look like markup, or end the cell that it is in.
    private static String text(String text) {
        var out = new StringBuilder();
        text.codePoints()
                .forEach(point -> {
                    if (Character.isISOControl(point)) {
                        out.append(' ');
                    } else {
                        if ("\\`*_[]<>|#&~".indexOf(point) >= 0) {
                            out.append('\\');
                        }
                        out.appendCodePoint(point);
                    }
                });
        return out.toString();
    }
}
