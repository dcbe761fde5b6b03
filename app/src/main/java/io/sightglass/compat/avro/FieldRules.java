package io.sightglass.compat.avro;

import static org.apache.avro.SchemaCompatibility.SchemaIncompatibilityType.READER_FIELD_MISSING_DEFAULT_VALUE;

import io.sightglass.compat.avro.Spot.Subject;
import io.sightglass.model.Direction;
import io.sightglass.model.Sentence;

import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Rules about the fields of a record.
final class FieldRules {
    private final Library library;
    private final Found found;
    private final TypeRules types;
    private final AvroWalk walk;

    FieldRules(Library library, Found found, AvroWalk walk) {
        this.library = library;
        this.found = found;
        this.types = new TypeRules(library, found);
        this.walk = walk;
    }

    /// In the order of the new record; what was removed follows what it followed.
    void compare(Schema old, Schema update, Spot spot) {
        var partners = Matching.fields(old, update);
        var kept = new HashSet<Field>();
        var moved = moved(partners, kept);
        removedFrom(0, kept, old, update, spot);
        for (var field : update.getFields()) {
            var before = partners[field.pos()];
            ambiguous(old, field, Direction.BACKWARD, spot);
            if (before == null) {
                added(old, update, field, spot);
            } else {
                ambiguous(update, before, Direction.FORWARD, spot);
                matched(old, update, before, field, moved.contains(field.pos()), spot);
                removedFrom(before.pos() + 1, kept, old, update, spot);
            }
        }
    }

    /// Positions in the new record of the fields that stand in another order there.
    private static Set<Integer> moved(@Nullable Field[] partners, Set<Field> kept) {
        int[] positions = new int[partners.length];
        int[] owners = new int[partners.length];
        int count = 0;
        for (int i = 0; i < partners.length; i++) {
            var partner = partners[i];
            if (partner != null) {
                kept.add(partner);
                owners[count] = i;
                positions[count++] = partner.pos();
            }
        }
        var moved = new HashSet<Integer>();
        Moves.of(Arrays.copyOf(positions, count)).forEach(index -> moved.add(owners[index]));
        return moved;
    }

    private void removedFrom(int from, Set<Field> kept, Schema old, Schema update, Spot spot) {
        var fields = old.getFields();
        for (int i = from; i < fields.size() && !kept.contains(fields.get(i)); i++) {
            removed(old, update, fields.get(i), spot);
        }
    }

    /// FIELD_ALIAS_AMBIGUOUS: a reader that finds a field under several of its names finds none.
    private void ambiguous(Schema writer, Field reader, Direction direction, Spot spot) {
        var names = new HashSet<>(reader.aliases());
        names.add(reader.name());
        var there = names.stream().filter(name -> writer.getField(name) != null).sorted().toList();
        if (there.size() < 2) {
            return;
        }
        var breaks = Breaks.in(direction);
        boolean ofNew = direction == Direction.BACKWARD;
        var step = "/fields/" + reader.pos();
        var sentence = Words.fail(breaks).text("they hold ");
        Words.names(sentence, there);
        sentence.text(", and by its aliases each of these is ").strong(reader.name()).text(".");
        found.add(
                ChangeType.FIELD_ALIAS_AMBIGUOUS,
                breaks,
                (ofNew ? spot.path() : spot.oldPath()) + step,
                ofNew ? null : spot.before() + step,
                ofNew ? spot.after() + step : null,
                sentence.build());
    }

    /// READER_FIELD_MISSING_DEFAULT_VALUE, FIELD_ADDED.
    private void added(Schema old, Schema update, Field field, Spot spot) {
        var breaks =
                library.breaks(READER_FIELD_MISSING_DEFAULT_VALUE, old, update, "", field.name());
        var step = "/fields/" + field.pos();
        Sentence.Builder sentence;
        if (breaks.none()) {
            sentence = named("Field ", field, update, spot).text(" was added");
            sentence.text(
                    field.hasDefaultValue()
                            ? "; readers with the new schema take its default "
                                    + Words.shown(field.defaultVal())
                                    + " for old records, readers with the old one skip it."
                            : " without a default.");
        } else {
            sentence = Words.fail(breaks);
            named(sentence, "field ", field, update, spot).text(" was added without a default.");
        }
        found.add(
                breaks.id(READER_FIELD_MISSING_DEFAULT_VALUE, ChangeType.FIELD_ADDED),
                breaks,
                spot.path() + step,
                null,
                spot.after() + step,
                sentence.build());
    }

    /// READER_FIELD_MISSING_DEFAULT_VALUE, FIELD_REMOVED.
    private void removed(Schema old, Schema update, Field field, Spot spot) {
        var breaks =
                library.breaks(READER_FIELD_MISSING_DEFAULT_VALUE, old, update, field.name(), "");
        var step = "/fields/" + field.pos();
        Sentence.Builder sentence;
        if (breaks.none()) {
            sentence = named("Field ", field, old, spot).text(" was removed");
            sentence.text(
                    field.hasDefaultValue()
                            ? "; readers with the old schema take its default "
                                    + Words.shown(field.defaultVal())
                                    + " for new records, readers with the new one skip it."
                            : ".");
        } else {
            sentence = Words.fail(breaks);
            named(sentence, "field ", field, old, spot).text(" was removed and had no default.");
        }
        found.add(
                breaks.id(READER_FIELD_MISSING_DEFAULT_VALUE, ChangeType.FIELD_REMOVED),
                breaks,
                spot.oldPath() + step,
                spot.before() + step,
                null,
                sentence.build());
    }

    private void matched(
            Schema old, Schema update, Field before, Field after, boolean moved, Spot spot) {
        var at =
                spot.below(
                        "/fields/" + before.pos(),
                        "/fields/" + after.pos(),
                        new Subject("", after.name()));
        if (!before.name().equals(after.name())) {
            renamed(old, update, before, after, at);
        }
        if (moved) {
            moved(after, at);
        }
        types.doc(before.doc(), after.doc(), at, "field ", after.name());
        types.aliases(
                before.aliases(),
                after.aliases(),
                List.of(before.name(), after.name()),
                at,
                "Field ",
                after.name());
        sortOrder(before, after, at);
        types.properties(before, after, at);
        walk.compare(
                before.schema(), after.schema(), at.below("/type", new Subject("", after.name())));
        preset(before, after, at);
    }

    /// READER_FIELD_MISSING_DEFAULT_VALUE, FIELD_NAME_CHANGED: known by an alias on one side or on
    /// both.
    private void renamed(Schema old, Schema update, Field before, Field after, Spot spot) {
        var breaks =
                library.breaks(
                        READER_FIELD_MISSING_DEFAULT_VALUE,
                        old,
                        update,
                        before.name(),
                        after.name());
        var sentence = breaks.none() ? Sentence.builder() : Words.fail(breaks);
        sentence.text(breaks.none() ? "Field " : "field ").strong(before.name());
        sentence.text(" is called ").strong(after.name()).text(" now");
        boolean newKnows = after.aliases().contains(before.name());
        boolean oldKnows = before.aliases().contains(after.name());
        if (!breaks.none()) {
            sentence.text(
                    breaks.forward()
                            ? "; its alias helps readers with the new schema alone, and it had no"
                                    + " default."
                            : "; the alias in the old schema helps its own readers alone, and it"
                                    + " has no default.");
        } else if (newKnows && oldKnows) {
            sentence.text(", and an alias lets readers of both sides find it.");
        } else {
            sentence.text(
                    newKnows ? "; readers with the old schema" : "; readers with the new schema");
            sentence.text(" do not find it and take its default ");
            sentence.text(Words.shown((newKnows ? before : after).defaultVal()) + ".");
        }
        found.add(
                breaks.id(READER_FIELD_MISSING_DEFAULT_VALUE, ChangeType.FIELD_NAME_CHANGED),
                breaks,
                spot.path(),
                spot.before(),
                spot.after(),
                sentence.build());
    }

    /// FIELD_MOVED: another place in the record.
    private void moved(Field field, Spot spot) {
        found.add(
                ChangeType.FIELD_MOVED,
                Breaks.NOTHING,
                spot.path(),
                spot.before(),
                spot.after(),
                Sentence.builder()
                        .text("Field ")
                        .strong(field.name())
                        .text(
                                " stands at another place of the record; readers go by its name if"
                                        + " they know the writer's schema.")
                        .build());
    }

    /// FIELD_ORDER_CHANGED: the attribute `order`, by which records are sorted.
    private void sortOrder(Field before, Field after, Spot spot) {
        if (before.order() != after.order()) {
            found.add(
                    ChangeType.FIELD_ORDER_CHANGED,
                    Breaks.NOTHING,
                    spot.path() + "/order",
                    spot.before() + "/order",
                    spot.after() + "/order",
                    Sentence.builder()
                            .text("Field ")
                            .strong(after.name())
                            .text(
                                    " was "
                                            + order(before)
                                            + " in the order of records and is "
                                            + order(after)
                                            + " now; only sorting changes.")
                            .build());
        }
    }

    private static String order(Field field) {
        return switch (field.order()) {
            case ASCENDING -> "ascending";
            case DESCENDING -> "descending";
            case IGNORE -> "ignored";
        };
    }

    /// FIELD_DEFAULT_ADDED, FIELD_DEFAULT_REMOVED, FIELD_DEFAULT_CHANGED.
    private void preset(Field before, Field after, Spot spot) {
        boolean had = before.hasDefaultValue();
        boolean has = after.hasDefaultValue();
        var was = had ? Words.json(before.defaultVal()) : null;
        var is = has ? Words.json(after.defaultVal()) : null;
        if (Objects.equals(was, is)) {
            return;
        }
        var sentence = Sentence.builder();
        if (has) {
            sentence.text("Readers with the new schema take ")
                    .strong(Words.shorten(String.valueOf(is)));
            sentence.text(" for ").strong(after.name()).text(" in records that lack it");
            sentence.text(had ? "; it was " : ", which had no default").text(had ? "" : ".");
            if (had) {
                sentence.strong(Words.shorten(String.valueOf(was))).text(".");
            }
        } else {
            sentence.text("Field ").strong(after.name()).text(" has lost its default ");
            sentence.strong(Words.shorten(String.valueOf(was)));
            sentence.text(": readers with the new schema fail on records that lack it.");
        }
        found.add(
                had
                        ? has ? ChangeType.FIELD_DEFAULT_CHANGED : ChangeType.FIELD_DEFAULT_REMOVED
                        : ChangeType.FIELD_DEFAULT_ADDED,
                Breaks.NOTHING,
                spot.path() + "/default",
                had ? spot.before() + "/default" : null,
                has ? spot.after() + "/default" : null,
                sentence.build());
    }

    private static Sentence.Builder named(String what, Field field, Schema record, Spot spot) {
        return named(Sentence.builder(), what, field, record, spot);
    }

    /// The field by its name, with its record's where that is not the root.
    private static Sentence.Builder named(
            Sentence.Builder sentence, String what, Field field, Schema record, Spot spot) {
        sentence.text(what).strong(field.name());
        if (!spot.path().isEmpty()) {
            sentence.text(" of ").strong(record.getName());
        }
        return sentence;
    }
}
