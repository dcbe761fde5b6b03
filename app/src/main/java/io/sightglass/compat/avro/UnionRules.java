package io.sightglass.compat.avro;

import static org.apache.avro.SchemaCompatibility.SchemaIncompatibilityType.MISSING_UNION_BRANCH;
import static org.apache.avro.SchemaCompatibility.SchemaIncompatibilityType.TYPE_MISMATCH;

import io.sightglass.model.Direction;
import io.sightglass.model.Sentence;

import org.apache.avro.Schema;
import org.apache.avro.Schema.Type;
import org.apache.avro.SchemaCompatibility.SchemaIncompatibilityType;
import org.jspecify.annotations.Nullable;

import java.util.List;

/// Rules about unions, and about types that become a union or one of its branches.
final class UnionRules {
    private final Library library;
    private final Found found;
    private final AvroWalk walk;

    UnionRules(Library library, Found found, AvroWalk walk) {
        this.library = library;
        this.found = found;
        this.walk = walk;
    }

    void compare(Schema old, Schema update, Spot spot) {
        boolean was = old.getType() == Type.UNION;
        boolean is = update.getType() == Type.UNION;
        var before = was ? old.getTypes() : List.of(old);
        var after = is ? update.getTypes() : List.of(update);
        var partners = Matching.types(before, after);
        boolean[] kept = new boolean[before.size()];
        for (int n = 0; n < partners.length; n++) {
            int o = partners[n];
            var of = new Sides(old, update, o, n, spot);
            if (o < 0) {
                added(of);
            } else {
                kept[o] = true;
                matched(of);
            }
        }
        for (int o = 0; o < kept.length; o++) {
            if (!kept[o]) {
                removed(new Sides(old, update, o, -1, spot));
            }
        }
        if (was && is) {
            order(partners, spot);
        }
    }

    /// A branch of each side; where a side is no union, it is the branch itself.
    ///
    /// @param o index of the old branch; -1 where there is none
    private record Sides(Schema old, Schema update, int o, int n, Spot spot) {
        boolean wasUnion() {
            return old.getType() == Type.UNION;
        }

        boolean isUnion() {
            return update.getType() == Type.UNION;
        }

        Schema before() {
            return wasUnion() ? old.getTypes().get(o) : old;
        }

        Schema after() {
            return isUnion() ? update.getTypes().get(n) : update;
        }

        String oldStep() {
            return wasUnion() ? "/" + o : "";
        }

        String newStep() {
            return isUnion() ? "/" + n : "";
        }

        /// What the library calls the branch in its answers.
        String oldDetail() {
            return wasUnion() ? String.valueOf(o) : "";
        }

        String newDetail() {
            return isUnion() ? String.valueOf(n) : "";
        }
    }

    /// MISSING_UNION_BRANCH, where the branch is there, but what is in it cannot be read; then what
    /// is in it.
    private void matched(Sides of) {
        var before = of.before();
        var after = of.after();
        var breaks =
                library.breaks(
                        MISSING_UNION_BRANCH,
                        of.old(),
                        of.update(),
                        of.oldDetail(),
                        of.newDetail());
        boolean sameType = before.getType() == after.getType();
        if (!breaks.none()) {
            var sentence = Words.fail(breaks);
            of.spot().subject().in(sentence);
            if (sameType) {
                sentence.text(" may be " + Words.a(breaks.backward() ? before : after));
                sentence.text(", which has changed so that it cannot be read.");
            } else {
                sentence.text(" could be " + Words.a(before) + " and can be " + Words.a(after));
                sentence.text(" now.");
            }
            found.add(
                    breaks.id(MISSING_UNION_BRANCH, ChangeType.UNION_BRANCH_CHANGED),
                    breaks,
                    of.spot().path() + (breaks.backward() ? of.oldStep() : of.newStep()),
                    of.spot().before() + of.oldStep(),
                    of.spot().after() + of.newStep(),
                    sentence.build());
            if (breaks.backward()) {
                library.explain(Direction.BACKWARD, after, before);
            }
            if (breaks.forward()) {
                library.explain(Direction.FORWARD, before, after);
            }
        }
        if (breaks.none() || sameType) {
            walk.compare(
                    before,
                    after,
                    of.spot().below(of.oldStep(), of.newStep(), of.spot().subject()));
        }
    }

    /// UNION_BRANCH_ADDED; MISSING_UNION_BRANCH or TYPE_MISMATCH where readers with the old schema
    /// meet it unprepared.
    private void added(Sides of) {
        var branch = of.after();
        var breaks =
                library.breaks(MISSING_UNION_BRANCH, of.old(), of.update(), "", of.newDetail());
        var reason = breaks.none() ? null : MISSING_UNION_BRANCH;
        if (!of.wasUnion()) {
            reason = library.any(Direction.FORWARD, of.old(), branch);
            breaks = breaks(reason, Direction.FORWARD);
        }
        var sentence = begin(breaks, of.spot());
        sentence.text((of.isUnion() ? " can be " : " is ") + Words.a(branch) + " now");
        sentence.text(breaks.none() ? ", which all readers can read." : ".");
        found.add(
                id(reason, breaks, ChangeType.UNION_BRANCH_ADDED),
                breaks,
                of.spot().path() + (reason == TYPE_MISMATCH ? "" : of.newStep()),
                of.wasUnion() ? null : of.spot().before(),
                of.spot().after() + of.newStep(),
                sentence.build());
    }

    /// UNION_BRANCH_REMOVED; MISSING_UNION_BRANCH or TYPE_MISMATCH where readers with the new
    /// schema meet it unprepared.
    private void removed(Sides of) {
        var branch = of.before();
        var breaks =
                library.breaks(MISSING_UNION_BRANCH, of.old(), of.update(), of.oldDetail(), "");
        var reason = breaks.none() ? null : MISSING_UNION_BRANCH;
        if (!of.isUnion()) {
            reason = library.any(Direction.BACKWARD, of.update(), branch);
            breaks = breaks(reason, Direction.BACKWARD);
        }
        var sentence = begin(breaks, of.spot());
        sentence.text(of.wasUnion() ? " can no longer be " : " is no longer ");
        sentence.text(Words.a(branch));
        sentence.text(breaks.none() ? "; old values of it are read as another type." : ".");
        found.add(
                id(reason, breaks, ChangeType.UNION_BRANCH_REMOVED),
                breaks,
                of.spot().path() + (reason == TYPE_MISMATCH ? "" : of.oldStep()),
                of.spot().before() + of.oldStep(),
                of.isUnion() ? null : of.spot().after(),
                sentence.build());
    }

    private static Sentence.Builder begin(Breaks breaks, Spot spot) {
        var sentence = breaks.none() ? Sentence.builder() : Words.fail(breaks);
        if (breaks.none()) {
            spot.subject().begin(sentence);
        } else {
            spot.subject().in(sentence);
        }
        return sentence;
    }

    private static Breaks breaks(@Nullable SchemaIncompatibilityType reason, Direction direction) {
        return reason == null
                ? Breaks.NOTHING
                : new Breaks(Breaks.in(direction).directions(), true);
    }

    private static ChangeType id(
            @Nullable SchemaIncompatibilityType reason, Breaks breaks, ChangeType own) {
        return reason == null ? own : breaks.id(reason, own);
    }

    /// UNION_BRANCH_ORDER_CHANGED.
    private void order(int[] partners, Spot spot) {
        int last = -1;
        for (int partner : partners) {
            if (partner >= 0 && partner < last) {
                var sentence = Sentence.builder().text("The types that ");
                spot.subject().in(sentence);
                sentence.text(
                        " can be stand in another order; readers that know the writer's schema go"
                                + " by the types.");
                found.add(
                        ChangeType.UNION_BRANCH_ORDER_CHANGED,
                        Breaks.NOTHING,
                        spot.path(),
                        spot.before(),
                        spot.after(),
                        sentence.build());
                return;
            }
            last = Math.max(last, partner);
        }
    }
}
