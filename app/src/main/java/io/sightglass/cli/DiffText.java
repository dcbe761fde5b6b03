package io.sightglass.cli;

import io.sightglass.compat.Comparison;
import io.sightglass.model.Direction;
import io.sightglass.model.Location;
import io.sightglass.model.Mark;
import io.sightglass.model.SchemaChange;
import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Pairs as text: the verdict, and under it each change with whom it breaks, its sentence and its
/// places.
final class DiffText {
    private final PrintWriter out;
    private final Ink ink;
    private final String oldFolder;
    private final String newFolder;

    /// @param oldFolder what to put before the names of old files, so that an editor finds them
    DiffText(PrintWriter out, Ink ink, String oldFolder, String newFolder) {
        this.out = out;
        this.ink = ink;
        this.oldFolder = oldFolder;
        this.newFolder = newFolder;
    }

    /// Those that differ, one under the other, and a line about all of them.
    void printAll(List<ComparedPair> pairs, CompatMode mode) {
        for (var pair : pairs) {
            var comparison = pair.comparison();
            if (comparison != null && !comparison.changes().isEmpty()) {
                print(pair);
                out.println();
            }
        }
        out.println(summary(pairs, mode));
    }

    private static String summary(List<ComparedPair> pairs, CompatMode mode) {
        int broken = 0;
        int failed = 0;
        int same = 0;
        for (var pair : pairs) {
            var comparison = pair.comparison();
            if (comparison == null) {
                failed++;
            } else if (comparison.changes().isEmpty()) {
                same++;
            } else if (!mode.isKept(comparison.verdict())) {
                broken++;
            }
        }
        var words = new ArrayList<String>();
        words.add(count(pairs.size(), "file"));
        words.add(same + " unchanged");
        words.add(broken + " not " + mode + " compatible");
        if (failed > 0) {
            words.add(failed + " not compared");
        }
        return String.join(", ", words) + ".";
    }

    void print(ComparedPair pair) {
        var comparison = pair.comparison();
        if (comparison == null) {
            return;
        }
        out.println(
                ink.strong(Printable.line(pair.file()))
                        + "  "
                        + ink.dim(comparison.format().label()));
        out.println(verdict(comparison));
        comparison.changes().forEach(this::change);
    }

    private String verdict(Comparison comparison) {
        var verdict = comparison.verdict();
        int changes = comparison.changes().size();
        return verdict(verdict.backward(), "BACKWARD")
                + "   "
                + verdict(verdict.forward(), "FORWARD")
                + "   "
                + verdict(verdict.full(), "FULL")
                + "   "
                + ink.dim(changes == 0 ? "nothing has changed" : count(changes, "change"));
    }

    private String verdict(boolean kept, String mode) {
        return ink.mark(kept ? Mark.VALID : Mark.VIOLATION) + (kept ? " " : " not ") + mode;
    }

    private static String count(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private void change(SchemaChange change) {
        boolean safe = change.breaks().isEmpty();
        var whom =
                change.breaks().stream()
                        .sorted()
                        .map(Direction::name)
                        .collect(Collectors.joining(", ", "breaks ", "  "));
        out.println();
        out.println(
                ink.mark(safe ? Mark.VALID : Mark.VIOLATION)
                        + " "
                        + (safe ? "" : ink.strong(whom))
                        + sentence(change.message()));
        var words = new ArrayList<String>();
        words.add(places(change.before(), change.after()));
        words.add(Printable.line(change.path()));
        words.add(change.type());
        if (!change.rules().isEmpty()) {
            words.add("buf: " + String.join(", ", change.rules()));
        }
        words.removeIf(String::isEmpty);
        out.println("  " + ink.dim(String.join("  ", words)));
    }

    private String places(@Nullable Location before, @Nullable Location after) {
        if (before == null) {
            return after == null ? "" : newFolder + Printable.line(after.text());
        }
        var old = oldFolder + Printable.line(before.text());
        return after == null
                ? old + " (removed)"
                : old + " -> " + newFolder + Printable.line(after.text());
    }

    private String sentence(Sentence sentence) {
        return sentence.parts().stream()
                .map(part ->
                        part.strong()
                                ? ink.strong(Printable.line(part.text()))
                                : Printable.line(part.text()))
                .collect(Collectors.joining());
    }
}
