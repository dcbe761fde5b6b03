package io.sightglass.cli;

import io.sightglass.indicator.HealthWords;
import io.sightglass.indicator.Indicators;
import io.sightglass.indicator.Indicators.OfField;
import io.sightglass.indicator.Indicators.OfLevel;
import io.sightglass.model.Mark;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A topic's indicators for people: the verdict on the first line, then what was promised, what was
/// broken, and by whom.
final class CheckText {
    private static final int SHARES = 4;
    private static final int LATEST = 5;
    private static final int WIDEST = 48;

    private final PrintWriter out;
    private final Ink ink;
    private final boolean onlySome;

    /// @param onlySome whether records were chosen by their findings, so that nothing is judged
    CheckText(PrintWriter out, Ink ink, boolean onlySome) {
        this.out = out;
        this.ink = ink;
        this.onlySome = onlySome;
    }

    void print(Indicators seen) {
        out.println(verdict(seen));
        if (seen.counts().records() == 0) {
            return;
        }
        marks(seen);
        freshness(seen);
        seen.levels().forEach(this::level);
        rules(seen);
        facets(seen);
        schemas(seen);
        fields(seen.fields());
    }

    private String verdict(Indicators seen) {
        var topic = ink.strong(Printable.line(seen.topic()));
        var counts = seen.counts();
        if (counts.records() == 0) {
            return seen.leftOut() == 0
                    ? topic + " has no records to check there."
                    : topic
                            + ": none of "
                            + ProofText.count(seen.leftOut())
                            + " records is such a one.";
        }
        var records =
                ProofText.count(counts.records())
                        + (counts.records() == 1 ? " record" : " records");
        if (seen.leftOut() > 0) {
            records += " of " + ProofText.count(counts.records() + seen.leftOut());
        }
        if (onlySome) {
            return topic
                    + ": "
                    + records
                    + " with such findings. What is promised is a share of all records, so it is"
                    + " not judged here.";
        }
        if (seen.contract() == null) {
            return topic
                    + ": "
                    + records
                    + ". No contract is about it, so nothing is promised; --draft FILE writes one"
                    + " to begin with.";
        }
        var contract = "contract " + Printable.line(seen.contract());
        if (seen.levels().isEmpty()) {
            return topic + ": " + records + ". Its " + contract + " promises no service level.";
        }
        return topic
                + (seen.holds() ? " keeps " : " misses ")
                + "what "
                + contract
                + " promises, in "
                + records
                + ".";
    }

    private void marks(Indicators seen) {
        var counts = seen.counts();
        mark(seen, Mark.VALID, counts.valid(), "valid");
        mark(seen, Mark.VIOLATION, counts.violation(), "with violations");
        mark(seen, Mark.UNKNOWN, counts.unknownFields(), "with unknown fields");
        mark(seen, Mark.UNDECODABLE, counts.undecodable(), "that cannot be read");
        if (seen.gone() > 0) {
            out.println(ProofText.count(seen.gone()) + " were deleted before they could be read.");
        }
    }

    private void mark(Indicators seen, Mark mark, long count, String words) {
        out.println(
                ink.mark(mark)
                        + " "
                        + right(HealthWords.percent(seen.counts().ratio(count)), 9)
                        + "  "
                        + ProofText.count(count)
                        + " "
                        + words);
    }

    private void freshness(Indicators seen) {
        var fresh = seen.freshness();
        if (fresh == null) {
            return;
        }
        out.println(
                "Written after "
                        + Printable.line(fresh.field())
                        + ": half within "
                        + HealthWords.duration(fresh.p50())
                        + ", 99 of 100 within "
                        + HealthWords.duration(fresh.p99())
                        + (fresh.ahead() == 0
                                ? "."
                                : "; " + ProofText.count(fresh.ahead()) + " tell a later time."));
    }

    private void level(OfLevel of) {
        out.println();
        out.println(
                ink.mark(of.isHeld() ? Mark.VALID : Mark.VIOLATION)
                        + " "
                        + ink.strong(Printable.line(of.level().property()))
                        + ": "
                        + Printable.line(HealthWords.level(of))
                        + ". "
                        + HealthWords.budget(of));
        if (of.spans() == 0) {
            return;
        }
        out.println(
                "  Data downtime "
                        + HealthWords.duration(of.downMillis())
                        + " in "
                        + of.spans()
                        + (of.spans() == 1 ? " span" : " spans, the latest first")
                        + ":");
        for (var down : of.downtime().stream().limit(LATEST).toList()) {
            var cause = down.cause();
            out.println(
                    "  "
                            + time(down.from())
                            + " to "
                            + time(down.to())
                            + "  "
                            + ProofText.count(down.missed())
                            + " of "
                            + ProofText.count(down.records())
                            + (cause == null
                                    ? ""
                                    : ", most by "
                                            + Printable.line(cause.rule())
                                            + (cause.path().isEmpty()
                                                    ? ""
                                                    : " at " + Printable.line(cause.path()))));
        }
    }

    private void rules(Indicators seen) {
        if (seen.rules().isEmpty()) {
            return;
        }
        out.println();
        out.println("What was broken, in how many records:");
        int width =
                seen.rules().stream()
                        .mapToInt(rule -> ProofText.count(rule.records()).length())
                        .max()
                        .orElse(0);
        for (var rule : seen.rules()) {
            out.println(
                    ink.mark(rule.kind().mark())
                            + " "
                            + right(ProofText.count(rule.records()), width)
                            + "  "
                            + Printable.line(rule.rule())
                            + (rule.path().isEmpty() ? "" : " at " + Printable.line(rule.path()))
                            + (rule.source() == null
                                    ? ""
                                    : "  " + ink.dim(Printable.line(rule.source()))));
            out.println(
                    " ".repeat(width + 4)
                            + ink.dim(
                                    Printable.line(rule.example().plain().replace('\u2009', ' '))));
        }
    }

    private void facets(Indicators seen) {
        if (seen.facets().isEmpty()) {
            return;
        }
        out.println();
        out.println("What the records with findings have in common:");
        for (var facet : seen.facets()) {
            var shares = new ArrayList<String>();
            for (var share : facet.top().stream().limit(SHARES).toList()) {
                shares.add(
                        Printable.line(share.name())
                                + " "
                                + HealthWords.percent((double) share.count() / facet.total()));
            }
            out.println("  " + left(facet.by().label(), 10) + String.join(", ", shares));
        }
    }

    private void schemas(Indicators seen) {
        out.println();
        out.println("Schemas:");
        for (var of : seen.schemas()) {
            out.println(
                    "  "
                            + right(HealthWords.percent(seen.counts().ratio(of.records())), 9)
                            + "  "
                            + Printable.line(of.name())
                            + (of.missing()
                                    ? ", which is nowhere to be found"
                                    : of.foreign() ? ", of another topic's subject" : "")
                            + (of.first() < 0 ? "" : ink.dim("  since " + time(of.first()))));
        }
    }

    private void fields(List<OfField> fields) {
        if (fields.isEmpty()) {
            return;
        }
        out.println();
        out.println("Fields of the records that could be read:");
        int width =
                Math.min(
                        WIDEST,
                        fields.stream()
                                .mapToInt(field -> Printable.line(field.path()).length())
                                .max()
                                .orElse(0));
        for (var field : fields) {
            var line =
                    "  "
                            + left(Printable.line(field.path()), width)
                            + right(HealthWords.percent(field.presence()), 10)
                            + (field.nulls() == 0
                                    ? ""
                                    : ", null " + HealthWords.percent(field.nullRatio()))
                            + range(field)
                            + (field.distinct() == 0
                                    ? ""
                                    : ", about " + ProofText.count(field.distinct()) + " distinct")
                            + (field.findings() == 0
                                    ? ""
                                    : ", "
                                            + ProofText.count(field.findings())
                                            + (field.findings() == 1 ? " finding" : " findings"));
            out.println(line);
        }
    }

    private static String range(OfField field) {
        var range = field.range();
        if (range == null) {
            return field.masked() ? ", masked" : "";
        }
        var span =
                range.least().equals(range.most())
                        ? range.least()
                        : range.least() + " to " + range.most();
        return ", " + span + (range.length() ? " characters" : "");
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }

    private static String left(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }
}
