package io.sightglass.compat.json;

import io.sightglass.compat.BothWays;
import io.sightglass.compat.Comparison;
import io.sightglass.compat.Difference;
import io.sightglass.compat.Policy;
import io.sightglass.compat.Side;
import io.sightglass.model.Format;
import io.sightglass.model.Location;
import io.sightglass.model.Sentence;
import io.sightglass.model.Verdict;
import io.sightglass.schema.JsonPlaces;
import io.sightglass.schema.LocalSchemas.Problem;
import io.sightglass.schema.ParsedSchema;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// Compares two JSON Schemas (drafts 4, 6, 7, 2019-09 and 2020-12) by Confluent's rules.
///
/// Some keywords the registry does not look at. Those that refuse records are compared all the same
/// (see decision 0008).
public final class JsonSchemaDiff {
    private JsonSchemaDiff() {}

    public static Comparison compare(Side old, Side update, Policy policy) {
        if (!(old.schema() instanceof ParsedSchema.Json before)
                || !(update.schema() instanceof ParsedSchema.Json after)) {
            var other = old.schema() instanceof ParsedSchema.Json ? update : old;
            var sentence =
                    Sentence.builder()
                            .text("is not a JSON Schema; both sides must be of one format.")
                            .build();
            return unknown(List.of(new Problem(other.file(), 1, 1, sentence)));
        }
        var readBefore = new ShapeReader(before.root());
        var readAfter = new ShapeReader(after.root());
        var forth = new Way(policy, before, readBefore, after, readAfter);
        var back = new Way(policy, after, readAfter, before, readBefore);
        var oldPlaces =
                JsonPlaces.locate(
                        old.file(),
                        before.text(),
                        pointers(forth.originals(), back.updates(), readBefore));
        var newPlaces =
                JsonPlaces.locate(
                        update.file(),
                        after.text(),
                        pointers(forth.updates(), back.originals(), readAfter));
        var there = forth.differences(Voice.BACKWARD, oldPlaces, newPlaces);
        var here = back.differences(Voice.FORWARD, newPlaces, oldPlaces);
        var problems = new ArrayList<Problem>();
        readBefore.unresolved().forEach((at, name) -> problems.add(lost(oldPlaces, at, name)));
        readAfter.unresolved().forEach((at, name) -> problems.add(lost(newPlaces, at, name)));
        limits(update.file(), forth, back, problems);
        return new Comparison(
                Format.JSON,
                new Verdict(forth.compatible(), back.compatible()),
                BothWays.changes(there, here),
                Map.of(),
                problems);
    }

    private static Comparison unknown(List<Problem> problems) {
        return new Comparison(
                Format.JSON, new Verdict(false, false), List.of(), Map.of(), problems);
    }

    private static Collection<String> pointers(
            Collection<String> one, Collection<String> other, ShapeReader reader) {
        var pointers = new LinkedHashSet<>(one);
        pointers.addAll(other);
        pointers.addAll(reader.unresolved().keySet());
        return pointers;
    }

    private static Problem lost(Map<String, Location> places, String pointer, String reference) {
        var place = places.getOrDefault(pointer, new Location("", 1, 1));
        var sentence =
                Sentence.builder()
                        .text("the reference ")
                        .strong(Words.clip(reference))
                        .text(" leads to no schema in this file, so what it means is not compared.")
                        .build();
        return new Problem(place.file(), place.line(), place.column(), sentence);
    }

    private static void limits(String file, Way forth, Way back, List<Problem> problems) {
        if (forth.comparer.tooDeep() || back.comparer.tooDeep()) {
            problems.add(
                    new Problem(
                            file,
                            1,
                            1,
                            Sentence.of(
                                    "is nested more than "
                                            + Comparer.DEEPEST
                                            + " schemas deep; what lies deeper is not compared.")));
        }
        if (forth.comparer.tooMany() || back.comparer.tooMany()) {
            problems.add(
                    new Problem(
                            file,
                            1,
                            1,
                            Sentence.of(
                                    "holds too many alternatives to hold each against each; not"
                                            + " all of them are compared.")));
        }
    }

    /// One direction of a comparison.
    private static final class Way {
        private final Comparer comparer;
        private final List<Found> found;
        private final boolean breaks;

        Way(
                Policy policy,
                ParsedSchema.Json original,
                ShapeReader readOriginal,
                ParsedSchema.Json update,
                ShapeReader readUpdate) {
            comparer = new Comparer(policy);
            var first = readOriginal.slot(original.root(), "").shape();
            var second = readUpdate.slot(update.root(), "").shape();
            var reserved = Findings.of(comparer, first.about(), second.about());
            ReservedRules.compare(reserved, original.root(), update.root());
            var whole = comparer.whole(first, second);
            found = new ArrayList<>(reserved.sheet().found());
            found.addAll(whole.found());
            breaks = whole.breaks() || reserved.sheet().breaks();
        }

        boolean compatible() {
            return !breaks && !comparer.tooDeep() && !comparer.tooMany();
        }

        List<String> originals() {
            return found.stream().map(Found::original).filter(it -> it != null).toList();
        }

        List<String> updates() {
            return found.stream().map(Found::update).filter(it -> it != null).toList();
        }

        List<Difference> differences(
                Voice voice, Map<String, Location> originals, Map<String, Location> updates) {
            var differences = new ArrayList<Difference>();
            for (var each : found) {
                differences.add(
                        new Difference(
                                each.type().name(),
                                "#/" + each.path(),
                                comparer.compatible(each.type()),
                                voice.tell(each),
                                place(each.original(), originals),
                                place(each.update(), updates)));
            }
            return differences;
        }

        private static @Nullable Location place(
                @Nullable String pointer, Map<String, Location> places) {
            return pointer == null ? null : places.get(pointer);
        }
    }
}
