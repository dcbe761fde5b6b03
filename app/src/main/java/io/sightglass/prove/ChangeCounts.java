package io.sightglass.prove;

import io.sightglass.model.Direction;
import io.sightglass.model.SchemaChange;
import io.sightglass.model.SchemaInfo;
import io.sightglass.model.Sentence;
import io.sightglass.schema.ParsedSchema;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// How many records each change between two schemas is about, by what proofs found: readers with
/// the new schema on records of the old one (BACKWARD), and the other way round (FORWARD).
public final class ChangeCounts {
    /// Changes that no record can show.
    private static final Pattern QUIET =
            Pattern.compile(
                    "DOC|ALIAS|ORDER|MOVED|PROP_|PROPERT|DEPRECATED|COMMENT|RESERVED|DESCRIPTION"
                            + "|TITLE|DEFAULT_(ADDED|REMOVED|CHANGED)");

    private final Side before;
    private final Side after;

    /// A schema, and what a reader with it makes of the records.
    ///
    /// @param label as it stands in sentences: `v3`
    /// @param wrote tells the records that were written with it; null where there can be none that
    ///   say so, as with a file
    /// @param proof null where nobody has asked
    public record Side(
            String label,
            ParsedSchema schema,
            @Nullable Predicate<SchemaInfo> wrote,
            @Nullable Proof proof) {}

    public ChangeCounts(Side before, Side after) {
        this.before = before;
        this.after = after;
    }

    /// What the proofs say of a change, a sentence for each direction; nothing where they say
    /// nothing, or have not been asked.
    public List<Sentence> of(SchemaChange change) {
        var said = new ArrayList<Sentence>();
        var paths = ChangePaths.of(change, before.schema(), after.schema());
        if (paths.isEmpty()) {
            return said;
        }
        if (change.breaks().contains(Direction.BACKWARD)) {
            add(said, count(after, before, change, paths, true));
        }
        if (change.breaks().contains(Direction.FORWARD)) {
            add(said, count(before, after, change, paths, true));
        }
        if (change.breaks().isEmpty() && !QUIET.matcher(change.type()).find()) {
            add(said, count(after, before, change, paths, false));
            if (said.isEmpty()) {
                add(said, count(before, after, change, paths, false));
            }
        }
        return said;
    }

    private static void add(List<Sentence> said, @Nullable Sentence sentence) {
        if (sentence != null) {
            said.add(sentence);
        }
    }

    private static @Nullable Sentence count(
            Side reader, Side writer, SchemaChange change, Set<String> paths, boolean fails) {
        var proof = reader.proof();
        if (proof == null || proof.records() == 0) {
            return null;
        }
        var of = Records.of(proof, writer);
        if (of.sound == 0) {
            return fails && !of.label.isEmpty()
                    ? Sentence.of("No record was written with " + of.label + ".")
                    : null;
        }
        var found = new ArrayList<Proof.Reason>();
        for (var reason : fails ? of.reasons : of.effects) {
            if (paths.contains(reason.path()) && isOf(change, reason)) {
                found.add(reason);
            }
        }
        if (found.isEmpty()) {
            return fails ? none(of) : null;
        }
        return some(of, found, reader.label(), fails);
    }

    /// An enum's change is about the symbols that it names, anything else is not about symbols.
    private static boolean isOf(SchemaChange change, Proof.Reason reason) {
        boolean symbol =
                reason.rule().endsWith("reader.symbol")
                        || reason.rule().endsWith("reader.default-symbol");
        if (!symbol) {
            return !change.type().contains("ENUM") && !change.type().contains("SYMBOL");
        }
        return reason.writer().isEmpty()
                || Pattern.compile("(?<!\\w)" + Pattern.quote(reason.writer()) + "(?!\\w)")
                        .matcher(change.message().plain())
                        .find();
    }

    private static Sentence none(Records of) {
        return Sentence.builder()
                .strong("0")
                .text(" of " + of.words(of.sound) + " fail for it.")
                .build();
    }

    private static Sentence some(
            Records of, List<Proof.Reason> found, String reader, boolean fails) {
        long most = found.stream().mapToLong(Proof.Reason::records).max().orElse(0);
        boolean all = most == of.sound;
        var say = Sentence.builder();
        if (all) {
            say.text("All ").strong(of.words(of.sound));
        } else {
            // a record may be among several, so they do not add up
            say.text(found.size() > 1 ? "At least " : "")
                    .strong(ProofSentences.count(most))
                    .text(" of " + of.words(of.sound));
        }
        boolean one = !all && most == 1;
        say.text(" ").text(found.size() > 1 ? "" : words(found.getFirst(), one, reader));
        if (fails) {
            say.text(found.size() > 1 ? "" : ", and ").text(one ? "fails" : "fail");
        } else if (found.size() > 1) {
            say.text(one ? "is" : "are").text(" concerned");
        }
        return say.text(".").build();
    }

    private static String words(Proof.Reason reason, boolean one, String reader) {
        var rule = reason.rule().substring(reason.rule().indexOf('.') + 1);
        var writer = reason.writer();
        return switch (rule) {
            case "reader.no-default", "reader.required" -> one ? "lacks it" : "lack it";
            case "reader.symbol" -> carry(one) + (writer.isEmpty() ? "such a symbol" : writer);
            case "reader.default-symbol" ->
                    carry(one) + writer + ", which " + reader + " reads as " + reason.reader();
            case "reader.type" ->
                    writer.isEmpty()
                            ? carry(one) + "another type there"
                            : (one ? "has " : "have ") + writer + " there";
            case "reader.dropped" -> carry(one) + "it, which " + reader + " does not see";
            case "reader.defaulted" ->
                    (one ? "lacks it and gets " : "lack it and get ") + reason.reader();
            case "reader.promoted" ->
                    (one ? "has " : "have ") + writer + ", read as " + reason.reader();
            default -> carry(one) + "it";
        };
    }

    private static String carry(boolean one) {
        return one ? "carries " : "carry ";
    }

    /// Those records of a proof that count for a writer's schema.
    ///
    /// @param label of that schema; empty where all records count
    private record Records(
            String label, long sound, List<Proof.Reason> reasons, List<Proof.Reason> effects) {
        static Records of(Proof proof, Side writer) {
            var wrote = writer.wrote();
            if (wrote == null) {
                return new Records(
                        "",
                        proof.records() - proof.damaged() - proof.tombstones(),
                        proof.reasons(),
                        proof.effects());
            }
            for (var each : proof.writers()) {
                if (each.schema() != null && wrote.test(each.schema())) {
                    return new Records(
                            writer.label(),
                            each.records() - each.damaged(),
                            each.reasons(),
                            each.effects());
                }
            }
            return new Records(writer.label(), 0, List.of(), List.of());
        }

        /// `15 021 v4 records`.
        String words(long number) {
            return ProofSentences.count(number)
                    + (label.isEmpty() ? "" : " " + label)
                    + ProofSentences.plural(number, " record");
        }
    }
}
