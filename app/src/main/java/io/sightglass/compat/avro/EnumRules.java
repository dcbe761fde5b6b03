package io.sightglass.compat.avro;

import static org.apache.avro.SchemaCompatibility.SchemaIncompatibilityType.MISSING_ENUM_SYMBOLS;

import io.sightglass.model.Direction;
import io.sightglass.model.Sentence;

import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/// Rules about enums: symbols are read by name, and what a reader does not know as its default.
final class EnumRules {
    private final Library library;
    private final Found found;

    EnumRules(Library library, Found found) {
        this.library = library;
        this.found = found;
    }

    void compare(Schema old, Schema update, Spot spot) {
        var breaks = library.breaks(MISSING_ENUM_SYMBOLS, old, update);
        var removed = without(old.getEnumSymbols(), update.getEnumSymbols());
        var added = without(update.getEnumSymbols(), old.getEnumSymbols());
        if (breaks.backward()) {
            removedAndMissed(removed, breaks.spoken(), old, update, spot);
        } else {
            removed.forEach(symbol -> removed(symbol, old, update, spot));
        }
        if (breaks.forward()) {
            addedAndMissed(added, breaks.spoken(), update, spot);
        } else {
            added.forEach(symbol -> added(symbol, old, update, spot));
        }
        order(old, update, spot);
        preset(old, update, spot);
    }

    private static List<String> without(List<String> symbols, List<String> others) {
        return symbols.stream().filter(symbol -> !others.contains(symbol)).toList();
    }

    /// MISSING_ENUM_SYMBOLS: readers with the new schema meet symbols that they do not know.
    private void removedAndMissed(
            List<String> removed, boolean spoken, Schema old, Schema update, Spot spot) {
        var breaks = new Breaks(Breaks.in(Direction.BACKWARD).directions(), spoken);
        var sentence = Words.fail(breaks).text("enum ").strong(update.getName());
        sentence.text(" has lost ");
        Words.names(sentence, removed);
        sentence.text(" and has no default.");
        found.add(
                breaks.id(MISSING_ENUM_SYMBOLS, ChangeType.ENUM_SYMBOL_REMOVED),
                breaks,
                spot.path() + "/symbols",
                spot.before() + "/symbols/" + old.getEnumOrdinal(removed.getFirst()),
                spot.after() + "/symbols",
                sentence.build());
    }

    /// MISSING_ENUM_SYMBOLS: readers with the old schema meet symbols that they do not know.
    private void addedAndMissed(List<String> added, boolean spoken, Schema update, Spot spot) {
        var breaks = new Breaks(Breaks.in(Direction.FORWARD).directions(), spoken);
        var sentence = Words.fail(breaks).text("enum ").strong(update.getName());
        sentence.text(" has got ");
        Words.names(sentence, added);
        sentence.text(", and had no default.");
        found.add(
                breaks.id(MISSING_ENUM_SYMBOLS, ChangeType.ENUM_SYMBOL_ADDED),
                breaks,
                spot.path() + "/symbols",
                spot.before() + "/symbols",
                spot.after() + "/symbols/" + update.getEnumOrdinal(added.getFirst()),
                sentence.build());
    }

    /// ENUM_SYMBOL_REMOVED, where readers have a default.
    private void removed(String symbol, Schema old, Schema update, Spot spot) {
        int index = old.getEnumOrdinal(symbol);
        var sentence = Sentence.builder().text("Symbol ").strong(symbol).text(" of ");
        sentence.strong(update.getName()).text(" was removed");
        readAs(sentence, update.getEnumDefault(), "; readers with the new schema read it as ");
        found.add(
                ChangeType.ENUM_SYMBOL_REMOVED,
                Breaks.NOTHING,
                spot.oldPath() + "/symbols/" + index,
                spot.before() + "/symbols/" + index,
                null,
                sentence.build());
    }

    /// ENUM_SYMBOL_ADDED, where readers have a default.
    private void added(String symbol, Schema old, Schema update, Spot spot) {
        int index = update.getEnumOrdinal(symbol);
        var sentence = Sentence.builder().text("Symbol ").strong(symbol).text(" of ");
        sentence.strong(update.getName()).text(" was added");
        readAs(sentence, old.getEnumDefault(), "; readers with the old schema read it as ");
        found.add(
                ChangeType.ENUM_SYMBOL_ADDED,
                Breaks.NOTHING,
                spot.path() + "/symbols/" + index,
                null,
                spot.after() + "/symbols/" + index,
                sentence.build());
    }

    private static void readAs(Sentence.Builder sentence, @Nullable String preset, String words) {
        if (preset != null) {
            sentence.text(words).strong(preset);
        }
        sentence.text(".");
    }

    /// ENUM_SYMBOL_ORDER_CHANGED.
    private void order(Schema old, Schema update, Spot spot) {
        var before = old.getEnumSymbols().stream().filter(update::hasEnumSymbol).toList();
        var after = update.getEnumSymbols().stream().filter(old::hasEnumSymbol).toList();
        if (!before.equals(after)) {
            found.add(
                    ChangeType.ENUM_SYMBOL_ORDER_CHANGED,
                    Breaks.NOTHING,
                    spot.path() + "/symbols",
                    spot.before() + "/symbols",
                    spot.after() + "/symbols",
                    Sentence.builder()
                            .text("The symbols of ")
                            .strong(update.getName())
                            .text(
                                    " stand in another order; readers go by their names, and only"
                                            + " sorting changes.")
                            .build());
        }
    }

    /// ENUM_DEFAULT_ADDED, ENUM_DEFAULT_REMOVED, ENUM_DEFAULT_CHANGED.
    private void preset(Schema old, Schema update, Spot spot) {
        var before = old.getEnumDefault();
        var after = update.getEnumDefault();
        if (Objects.equals(before, after)) {
            return;
        }
        var sentence = Sentence.builder();
        if (after == null) {
            sentence.text("Enum ").strong(update.getName()).text(" has lost its default ");
            sentence.strong(String.valueOf(before));
            sentence.text(": readers with the new schema fail on symbols that they do not know.");
        } else {
            sentence.text("Readers with the new schema read symbols of ").strong(update.getName());
            sentence.text(" that they do not know as ").strong(after);
            if (before == null) {
                sentence.text(" now.");
            } else {
                sentence.text(" now; it was ").strong(before).text(".");
            }
        }
        found.add(
                before == null
                        ? ChangeType.ENUM_DEFAULT_ADDED
                        : after == null
                                ? ChangeType.ENUM_DEFAULT_REMOVED
                                : ChangeType.ENUM_DEFAULT_CHANGED,
                Breaks.NOTHING,
                spot.path() + "/default",
                before == null ? null : spot.before() + "/default",
                after == null ? null : spot.after() + "/default",
                sentence.build());
    }
}
