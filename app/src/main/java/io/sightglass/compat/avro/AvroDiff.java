package io.sightglass.compat.avro;

import io.sightglass.compat.Comparison;
import io.sightglass.compat.Side;
import io.sightglass.compat.avro.Spot.Subject;
import io.sightglass.model.Direction;
import io.sightglass.model.Format;
import io.sightglass.model.Sentence;
import io.sightglass.model.Verdict;
import io.sightglass.schema.ParsedSchema;
import io.sightglass.schema.SourcePlaces;

import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Map;
import java.util.function.Supplier;

/// Compares two Avro schemas.
public final class AvroDiff {
    private final Library library = new Library();
    private final Found found;
    private final AvroWalk walk;
    private boolean unread;

    private AvroDiff(Found found) {
        this.found = found;
        this.walk = new AvroWalk(library, found);
    }

    /// @throws IllegalArgumentException if one of the schemas is not Avro
    public static Comparison compare(Side old, Side update) {
        var before = avro(old);
        var after = avro(update);
        var diff = new AvroDiff(new Found(places(old), places(update)));
        if (before.sideBySide() || after.sideBySide()) {
            diff.sideBySide(before, after);
        } else {
            diff.library.ask(before.schema(), after.schema());
            diff.walk.compare(
                    before.schema(),
                    after.schema(),
                    new Spot("", "", "", "", AvroWalk.root(after.schema())));
        }
        diff.unplaced();
        return new Comparison(Format.AVRO, diff.verdict(), diff.found.changes(), Map.of());
    }

    private Verdict verdict() {
        var said = library.verdict();
        return unread ? new Verdict(false, said.forward()) : said;
    }

    private static ParsedSchema.Avro avro(Side side) {
        if (side.schema() instanceof ParsedSchema.Avro avro) {
            return avro;
        }
        throw new IllegalArgumentException(side.file() + " is not Avro");
    }

    private static Supplier<SourcePlaces> places(Side side) {
        return new Supplier<>() {
            private @Nullable SourcePlaces places;

            @Override
            public SourcePlaces get() {
                var known = places;
                if (known == null) {
                    known = SourcePlaces.of(side.file(), side.schema());
                    places = known;
                }
                return known;
            }
        };
    }

    /// Types of protocols and IDL files, each held against its own older self.
    private void sideBySide(ParsedSchema.Avro before, ParsedSchema.Avro after) {
        var old = before.types();
        var update = after.types();
        var partners = Matching.types(old, update);
        var gone = new ArrayList<>(old);
        for (int n = 0; n < partners.length; n++) {
            var type = update.get(n);
            if (partners[n] < 0) {
                added(type);
                continue;
            }
            var other = old.get(partners[n]);
            gone.remove(other);
            library.ask(other, type);
            walk.compare(
                    other,
                    type,
                    new Spot(
                            "/" + type.getFullName(),
                            "/" + other.getFullName(),
                            "",
                            "",
                            new Subject("", type.getName())));
        }
        var staying = old.stream().filter(type -> !gone.contains(type)).toList();
        var parts = AvroParts.of(old, staying);
        gone.forEach(type -> removed(type, parts.contains(type.getFullName())));
    }

    /// TYPE_ADDED: nobody fails for a type that is only there.
    private void added(Schema type) {
        found.add(
                ChangeType.TYPE_ADDED,
                Breaks.NOTHING,
                "/" + type.getFullName(),
                null,
                Spot.DECLARED + type.getFullName(),
                about(type, " is new; there are no records of it."));
    }

    /// TYPE_REMOVED, which is to readers what the loss of a file is; see [AvroParts] for `part`.
    private void removed(Schema type, boolean part) {
        unread |= !part;
        found.add(
                ChangeType.TYPE_REMOVED,
                part ? Breaks.NOTHING : Breaks.in(Direction.BACKWARD),
                "/" + type.getFullName(),
                Spot.DECLARED + type.getFullName(),
                null,
                about(
                        type,
                        part
                                ? " is gone; it stood in other types, whose own changes say what"
                                        + " that breaks."
                                : " is gone; nobody reads its records with the new schemas."));
    }

    private static Sentence about(Schema type, String words) {
        return Sentence.builder().text("Type ").strong(type.getFullName()).text(words).build();
    }

    /// Whatever the rules have not put to a place is told in the library's words.
    private void unplaced() {
        for (var left : library.unplaced()) {
            var breaks = Breaks.in(left.direction());
            var said = left.said();
            var sentence = Words.fail(breaks);
            sentence.text(said.getType().name() + ", " + Words.shorten(said.getMessage()) + ".");
            found.add(
                    ChangeType.of(said.getType()),
                    breaks,
                    said.getLocation(),
                    null,
                    breaks.backward() ? said.getLocation() : null,
                    sentence.build());
        }
    }
}
