package io.sightglass.cli;

import io.sightglass.model.Mark;
import io.sightglass.model.Sentence;
import io.sightglass.prove.Proof;
import io.sightglass.prove.RecordPlace;

import java.io.PrintWriter;
import java.util.List;

/// A proof for people: the verdict on the first line, then why, what else a reader sees otherwise,
/// and where.
final class ProofText {
    private static final char THIN_SPACE = '\u2009';

    private final PrintWriter out;
    private final Ink ink;

    ProofText(PrintWriter out, Ink ink) {
        this.out = out;
        this.ink = ink;
    }

    void print(Proof proof) {
        out.println(verdict(proof));
        beside(proof);
        var first = proof.first();
        if (first != null) {
            out.println();
            out.println("First: " + place(first.place()));
            out.println("    " + line(first.why()));
        }
        reasons("Why they could not be read:", proof.reasons(), ink.mark(Mark.VIOLATION));
        reasons("What the reader sees otherwise:", proof.effects(), ink.dim("i"));
        unseen(proof.unseen());
        reasons(
                "Wrong in themselves, for any reader:",
                proof.damages(),
                ink.mark(Mark.UNDECODABLE));
        writers(proof.writers());
        partitions(proof.partitions());
    }

    private String verdict(Proof proof) {
        var text = new StringBuilder();
        for (var part : proof.verdict().parts()) {
            var words = Printable.line(spaced(part.text()));
            text.append(part.strong() ? ink.strong(words) : words);
        }
        return text.toString();
    }

    private void beside(Proof proof) {
        if (proof.damaged() > 0) {
            out.println(
                    count(proof.damaged())
                            + records(proof.damaged())
                            + " wrong in "
                            + (proof.damaged() == 1 ? "itself" : "themselves")
                            + ", for any reader.");
        }
        if (proof.tombstones() > 0) {
            out.println(
                    count(proof.tombstones())
                            + (proof.tombstones() == 1 ? " has" : " have")
                            + " no value, which every reader can read.");
        }
        if (proof.gone() > 0) {
            out.println(
                    count(proof.gone())
                            + (proof.gone() == 1 ? " was" : " were")
                            + " deleted before they could be looked at.");
        }
    }

    private static String records(long number) {
        return number == 1 ? " is" : " are";
    }

    private void reasons(String title, List<Proof.Reason> reasons, String mark) {
        if (reasons.isEmpty()) {
            return;
        }
        out.println();
        out.println(title);
        int width = width(reasons.stream().map(Proof.Reason::records).toList());
        for (var reason : reasons) {
            boolean ofOne = reason.sentence().equals(reason.example());
            out.println(
                    mark
                            + " "
                            + right(count(reason.records()), width)
                            + "  "
                            + (ofOne ? "" : line(reason.sentence()) + "  ")
                            + ink.dim(reason.rule()));
            if (!reason.places().isEmpty()) {
                var place = "such as " + place(reason.places().getFirst());
                out.println(
                        " ".repeat(width + 4)
                                + ink.dim(ofOne ? place + ":" : place)
                                + (ofOne ? " " + line(reason.example()) : ""));
            }
        }
    }

    private void unseen(List<Proof.Unseen> unseen) {
        if (unseen.isEmpty()) {
            return;
        }
        out.println();
        out.println("In the reader's schema, and in no record:");
        for (var each : unseen) {
            var at = each.path().isEmpty() ? "the value" : Printable.line(each.path());
            var kind = each.kind().equals("union") ? each.type() : each.kind() + " " + each.type();
            out.println(
                    "  "
                            + at
                            + " ("
                            + Printable.line(kind)
                            + "): "
                            + Printable.line(String.join(", ", each.names())));
        }
    }

    private void writers(List<Proof.OfWriter> writers) {
        if (writers.isEmpty()) {
            return;
        }
        out.println();
        out.println("By the schema that they were written with:");
        int names = writers.stream().mapToInt(each -> label(each).length()).max().orElse(0);
        int width = width(writers.stream().map(Proof.OfWriter::records).toList());
        for (var each : writers) {
            out.println(
                    "  "
                            + label(each)
                            + " ".repeat(names - label(each).length())
                            + "  "
                            + of(each.records(), each.failed(), each.damaged(), width));
        }
    }

    private static String label(Proof.OfWriter writer) {
        return Printable.line(writer.label());
    }

    private void partitions(List<Proof.OfPartition> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        out.println();
        out.println("By partition:");
        int names = width(partitions.stream().map(each -> (long) each.partition()).toList());
        int width = width(partitions.stream().map(Proof.OfPartition::records).toList());
        for (var each : partitions) {
            out.println(
                    "  "
                            + right(count(each.partition()), names)
                            + "  "
                            + of(each.records(), each.failed(), each.damaged(), width));
        }
    }

    private static String of(long records, long failed, long damaged, int width) {
        var all = right(count(records), width) + (records == 1 ? " record, " : " records, ");
        if (damaged == records) {
            return all + "wrong in themselves";
        }
        var wrong = damaged == 0 ? "" : count(damaged) + " wrong in themselves, ";
        if (failed == 0) {
            return all + wrong + (damaged == 0 ? "all could be read" : "all others could be read");
        }
        return all + wrong + count(failed) + " could not be read";
    }

    private static int width(List<Long> numbers) {
        return numbers.stream().mapToInt(number -> count(number).length()).max().orElse(0);
    }

    private static String right(String text, int width) {
        return " ".repeat(width - text.length()) + text;
    }

    private static String place(RecordPlace place) {
        return Printable.line(place.words());
    }

    private static String line(Sentence sentence) {
        return Printable.line(spaced(sentence.plain()));
    }

    /// Terminals have no thin spaces.
    private static String spaced(String text) {
        return text.replace(THIN_SPACE, ' ');
    }

    /// `200 000`.
    static String count(long number) {
        var digits = Long.toString(number);
        var text = new StringBuilder();
        for (int i = 0; i < digits.length(); i++) {
            if (i > 0 && (digits.length() - i) % 3 == 0) {
                text.append(' ');
            }
            text.append(digits.charAt(i));
        }
        return text.toString();
    }
}
