package io.sightglass.compat.avro;

import static org.apache.avro.SchemaCompatibility.SchemaIncompatibilityType.FIXED_SIZE_MISMATCH;
import static org.apache.avro.SchemaCompatibility.SchemaIncompatibilityType.NAME_MISMATCH;
import static org.apache.avro.SchemaCompatibility.SchemaIncompatibilityType.TYPE_MISMATCH;

import io.sightglass.model.Sentence;

import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Rules about any type.
final class TypeRules {
    /// Told by the rule on logical types.
    private static final Set<String> LOGICAL = Set.of("logicalType", "precision", "scale");

    private final Library library;
    private final Found found;

    TypeRules(Library library, Found found) {
        this.library = library;
        this.found = found;
    }

    /// TYPE_MISMATCH, TYPE_PROMOTED: another type.
    void typeChanged(Schema old, Schema update, Spot spot) {
        var breaks = library.breaks(TYPE_MISMATCH, old, update);
        boolean promoted = Matching.promotes(old.getType(), update.getType());
        Sentence.Builder sentence;
        if (breaks.none()) {
            sentence = Sentence.builder();
            spot.subject().begin(sentence);
            sentence.text(
                    " was "
                            + Words.a(old)
                            + " and is "
                            + Words.a(update)
                            + " now; each is read as the other.");
        } else {
            sentence = Words.fail(breaks);
            spot.subject().in(sentence);
            sentence.text(" was " + Words.a(old) + " and is " + Words.a(update) + " now");
            sentence.text(
                    breaks.backward() && breaks.forward()
                            ? "."
                            : promoted
                                    ? ", as which only old values can be read."
                                    : ", and only new values can be read as what it was.");
        }
        found.add(
                breaks.id(
                        TYPE_MISMATCH,
                        breaks.none() || promoted
                                ? ChangeType.TYPE_PROMOTED
                                : ChangeType.TYPE_CHANGED),
                breaks,
                spot.path(),
                spot.before(),
                spot.after(),
                sentence.build());
    }

    /// NAME_MISMATCH, NAME_CHANGED, NAMESPACE_CHANGED: a named type goes by another name.
    /// Namespaces alone do not keep the library from reading.
    void name(Schema old, Schema update, Spot spot) {
        if (old.getFullName().equals(update.getFullName())) {
            return;
        }
        var breaks = library.breaks(NAME_MISMATCH, old, update);
        boolean space = old.getName().equals(update.getName());
        var step = space ? "/namespace" : "/name";
        var sentence = breaks.none() ? Sentence.builder() : Words.fail(breaks);
        sentence.text(breaks.none() ? "Type " : "type ").strong(old.getFullName());
        sentence.text(" is called ").strong(update.getFullName()).text(" now");
        if (space) {
            sentence.text(
                    "; names count without their namespaces, but Java readers go by whole names in"
                            + " unions and for the aliases of fields.");
        } else if (breaks.none()) {
            sentence.text(", and an alias lets readers of both sides know it.");
        } else if (breaks.backward() && breaks.forward()) {
            sentence.text(", and no alias says so.");
        } else {
            sentence.text(
                    breaks.forward()
                            ? "; its alias helps readers with the new schema alone."
                            : "; the alias in the old schema helps its own readers alone.");
        }
        found.add(
                breaks.id(
                        NAME_MISMATCH,
                        space ? ChangeType.NAMESPACE_CHANGED : ChangeType.NAME_CHANGED),
                breaks,
                spot.path() + step,
                spot.before() + step,
                spot.after() + step,
                sentence.build());
    }

    /// FIXED_SIZE_MISMATCH: another number of bytes.
    void size(Schema old, Schema update, Spot spot) {
        if (old.getFixedSize() == update.getFixedSize()) {
            return;
        }
        var breaks = library.breaks(FIXED_SIZE_MISMATCH, old, update);
        var sentence = breaks.none() ? Sentence.builder() : Words.fail(breaks);
        sentence.text(breaks.none() ? "Fixed " : "fixed ").strong(update.getFullName());
        sentence.text(
                " had "
                        + bytes(old.getFixedSize())
                        + " and has "
                        + update.getFixedSize()
                        + " now.");
        found.add(
                breaks.id(FIXED_SIZE_MISMATCH, ChangeType.FIXED_SIZE_CHANGED),
                breaks,
                spot.path() + "/size",
                spot.before() + "/size",
                spot.after() + "/size",
                sentence.build());
    }

    private static String bytes(int count) {
        return count == 1 ? "1 byte" : count + " bytes";
    }

    /// ALIAS_ADDED, ALIAS_REMOVED on a named type; the alias that a change of its name is about is
    /// told there.
    void aliases(Schema old, Schema update, Spot spot) {
        aliases(
                old.getAliases(),
                update.getAliases(),
                List.of(old.getFullName(), update.getFullName()),
                spot,
                "Type ",
                update.getFullName());
    }

    void aliases(
            Set<String> old,
            Set<String> update,
            List<String> told,
            Spot spot,
            String what,
            String name) {
        for (var alias : update) {
            if (!old.contains(alias) && !told.contains(alias)) {
                found.add(
                        ChangeType.ALIAS_ADDED,
                        Breaks.NOTHING,
                        spot.path() + "/aliases",
                        old.isEmpty() ? null : spot.before() + "/aliases",
                        spot.after() + "/aliases",
                        Sentence.builder()
                                .text(what)
                                .strong(name)
                                .text(" has the alias ")
                                .strong(alias)
                                .text(" now: readers with the new schema know it by that, too.")
                                .build());
            }
        }
        for (var alias : old) {
            if (!update.contains(alias) && !told.contains(alias)) {
                found.add(
                        ChangeType.ALIAS_REMOVED,
                        Breaks.NOTHING,
                        spot.path() + "/aliases",
                        spot.before() + "/aliases",
                        update.isEmpty() ? null : spot.after() + "/aliases",
                        Sentence.builder()
                                .text(what)
                                .strong(name)
                                .text(" has lost the alias ")
                                .strong(alias)
                                .text(
                                        ": readers with the new schema do not find it in records"
                                                + " that call it so.")
                                .build());
            }
        }
    }

    /// DOC_CHANGED.
    void doc(Schema old, Schema update, Spot spot) {
        doc(old.getDoc(), update.getDoc(), spot, "type ", update.getName());
    }

    void doc(@Nullable String old, @Nullable String update, Spot spot, String what, String name) {
        if (Objects.equals(old, update)) {
            return;
        }
        var verb = old == null ? "added" : update == null ? "removed" : "changed";
        found.add(
                ChangeType.DOC_CHANGED,
                Breaks.NOTHING,
                spot.path() + "/doc",
                old == null ? null : spot.before() + "/doc",
                update == null ? null : spot.after() + "/doc",
                Sentence.builder()
                        .text("The documentation of " + what)
                        .strong(name)
                        .text(" was " + verb + "; nobody reads records otherwise for it.")
                        .build());
    }

    /// PROPERTY_ADDED, PROPERTY_REMOVED, PROPERTY_CHANGED: what Avro itself gives no meaning.
    void properties(JsonProperties old, JsonProperties update, Spot spot) {
        var names = new LinkedHashSet<>(update.getObjectProps().keySet());
        names.addAll(old.getObjectProps().keySet());
        for (var name : names) {
            var before = old.getObjectProps().get(name);
            var after = update.getObjectProps().get(name);
            boolean logical = old instanceof Schema && LOGICAL.contains(name);
            if (logical || Words.json(before).equals(Words.json(after))) {
                continue;
            }
            var step = "/" + name.replace("~", "~0").replace("/", "~1");
            var sentence = Sentence.builder().text("Property ").strong(name).text(" of ");
            spot.subject().in(sentence);
            sentence.text(
                    before == null
                            ? " was added: " + Words.shown(after)
                            : after == null
                                    ? " was removed; it was " + Words.shown(before)
                                    : " was "
                                            + Words.shown(before)
                                            + " and is "
                                            + Words.shown(after)
                                            + " now");
            sentence.text("; Avro itself gives it no meaning.");
            found.add(
                    before == null
                            ? ChangeType.PROPERTY_ADDED
                            : after == null
                                    ? ChangeType.PROPERTY_REMOVED
                                    : ChangeType.PROPERTY_CHANGED,
                    Breaks.NOTHING,
                    spot.path() + step,
                    before == null ? null : spot.before() + step,
                    after == null ? null : spot.after() + step,
                    sentence.build());
        }
    }

    /// LOGICAL_TYPE_CHANGED, DECIMAL_PRECISION_CHANGED, DECIMAL_SCALE_CHANGED: the same bytes mean
    /// something else. The library reads them, so nothing is broken by its word.
    void logicalType(Schema old, Schema update, Spot spot) {
        if (old.getLogicalType() instanceof LogicalTypes.Decimal before
                && update.getLogicalType() instanceof LogicalTypes.Decimal after) {
            decimal(before, after, spot);
            return;
        }
        var before = old.getProp("logicalType");
        var after = update.getProp("logicalType");
        if (Objects.equals(before, after)) {
            return;
        }
        var sentence = Sentence.builder();
        sentence.text("Readers take what ");
        spot.subject().in(sentence);
        if (before == null) {
            sentence.text(" holds for ").strong(String.valueOf(after));
            sentence.text(" now, in old records, too; it was plain " + plain(old) + ".");
        } else if (after == null) {
            sentence.text(" holds for plain " + plain(update) + " now; it was ").strong(before);
            sentence.text(".");
        } else {
            sentence.text(" holds for ").strong(after).text(" now; it was ").strong(before);
            sentence.text(", and old values are not converted.");
        }
        found.add(
                ChangeType.LOGICAL_TYPE_CHANGED,
                Breaks.NOTHING,
                spot.path() + "/logicalType",
                before == null ? null : spot.before() + "/logicalType",
                after == null ? null : spot.after() + "/logicalType",
                sentence.build());
    }

    private static String plain(Schema schema) {
        return Matching.named(schema) ? schema.getFullName() : schema.getType().getName();
    }

    private void decimal(LogicalTypes.Decimal before, LogicalTypes.Decimal after, Spot spot) {
        if (before.getScale() != after.getScale()) {
            int more = after.getScale() - before.getScale();
            var sentence = Sentence.builder().text("The decimals of ");
            spot.subject().in(sentence);
            sentence.text(" were " + before.getScale() + " and are " + after.getScale() + " now: ");
            sentence.text(
                    "readers with the new schema take old values for "
                            + (more > 0 ? "smaller" : "larger")
                            + " by a factor of "
                            + power(Math.abs(more))
                            + ".");
            found.add(
                    ChangeType.DECIMAL_SCALE_CHANGED,
                    Breaks.NOTHING,
                    spot.path() + "/scale",
                    spot.before() + "/scale",
                    spot.after() + "/scale",
                    sentence.build());
        }
        if (before.getPrecision() != after.getPrecision()) {
            boolean less = after.getPrecision() < before.getPrecision();
            var sentence = Sentence.builder().text("The digits of ");
            spot.subject().in(sentence);
            sentence.text(
                    " were "
                            + before.getPrecision()
                            + " and are "
                            + after.getPrecision()
                            + " now: ");
            sentence.text(less ? "old values of more digits" : "new values of more digits");
            sentence.text(
                    " are more than readers with the "
                            + (less ? "new" : "old")
                            + " schema expect.");
            found.add(
                    ChangeType.DECIMAL_PRECISION_CHANGED,
                    Breaks.NOTHING,
                    spot.path() + "/precision",
                    spot.before() + "/precision",
                    spot.after() + "/precision",
                    sentence.build());
        }
    }

    private static String power(int decimals) {
        return decimals <= 6 ? "1" + "0".repeat(decimals) : "10^" + decimals;
    }
}
