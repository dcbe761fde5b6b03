package io.sightglass.compat.avro;

import io.sightglass.compat.Comparison;
import io.sightglass.compat.Side;
import io.sightglass.compat.avro.Spot.Subject;
import io.sightglass.model.Format;
import io.sightglass.model.Sentence;
import io.sightglass.schema.ParsedSchema;
import io.sightglass.schema.SourcePlaces;

import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.function.Supplier;

/// Compares two Avro schemas.
public final class AvroDiff {
    private final Library library = new Library();
    private final Found found;
    private final AvroWalk walk;

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
        return new Comparison(Format.AVRO, diff.library.verdict(), diff.found.changes(), Map.of());
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

    /// Types of protocols and IDL files, each held against its own older self. Nobody fails for one
    /// that is only there, or gone.
    private void sideBySide(ParsedSchema.Avro before, ParsedSchema.Avro after) {
        var old = before.types();
        var update = after.types();
        var partners = Matching.types(old, update);
        boolean[] kept = new boolean[old.size()];
        for (int n = 0; n < partners.length; n++) {
            var type = update.get(n);
            if (partners[n] < 0) {
                only("TYPE_ADDED", type, false);
            } else {
                kept[partners[n]] = true;
                var other = old.get(partners[n]);
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
        }
        for (int o = 0; o < kept.length; o++) {
            if (!kept[o]) {
                only("TYPE_REMOVED", old.get(o), true);
            }
        }
    }

    private void only(String change, Schema type, boolean removed) {
        var place = Spot.DECLARED + type.getFullName();
        found.add(
                change,
                Breaks.NOTHING,
                "/" + type.getFullName(),
                removed ? place : null,
                removed ? null : place,
                Sentence.builder()
                        .text("Type ")
                        .strong(type.getFullName())
                        .text(removed ? " was removed." : " was added.")
                        .build());
    }

    /// Whatever the rules have not put to a place is told in the library's words.
    private void unplaced() {
        for (var left : library.unplaced()) {
            var breaks = Breaks.in(left.direction());
            var said = left.said();
            var sentence = Words.fail(breaks);
            sentence.text(said.getType().name() + ", " + Words.shorten(said.getMessage()) + ".");
            found.add(
                    said.getType().name(),
                    breaks,
                    said.getLocation(),
                    null,
                    breaks.backward() ? said.getLocation() : null,
                    sentence.build());
        }
    }
}
