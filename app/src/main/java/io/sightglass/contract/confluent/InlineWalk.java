package io.sightglass.contract.confluent;

import io.sightglass.contract.Place;
import io.sightglass.contract.WholeRule.Findings;
import io.sightglass.contract.WholeRule.Whole;
import io.sightglass.contract.cel.CelVerdict;
import io.sightglass.model.FindingKind;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Goes over schema and record side by side, and holds what it meets to the rules written there.
interface InlineWalk {
    void each(Whole record, Findings to);

    /// @param value as CEL sees it
    /// @param shown the value for a sentence; null for a record
    static void judge(
            List<InlineRules.Compiled> rules,
            Supplier<Object> value,
            Place place,
            @Nullable Supplier<String> shown,
            Findings to) {
        for (var rule : rules) {
            judge(rule, value, place, shown, to);
        }
    }

    private static void judge(
            InlineRules.Compiled rule,
            Supplier<Object> value,
            Place place,
            @Nullable Supplier<String> shown,
            Findings to) {
        var result =
                rule.program()
                        .evaluate(name ->
                                switch (name) {
                                    case "this" -> Optional.of(value.get());
                                    case "now" -> Optional.of(Instant.now());
                                    default -> Optional.empty();
                                });
        var sentences = rule.sentences();
        switch (CelVerdict.of(result)) {
            case CelVerdict.Well _ -> {}
            case CelVerdict.Broken(var said) ->
                    to.report(
                            FindingKind.VIOLATION,
                            rule.id(),
                            place,
                            () ->
                                    place.path().isEmpty()
                                            ? sentences.event(said)
                                            : sentences.field(
                                                    place.path(),
                                                    shown == null ? "a record" : shown.get(),
                                                    said));
            case CelVerdict.Failed(var why) ->
                    to.report(
                            FindingKind.VIOLATION,
                            rule.id(),
                            place,
                            () -> sentences.failed(place.path(), why));
            case CelVerdict.Undecided _ ->
                    to.report(
                            FindingKind.NOTICE,
                            rule.id() + "-undecided",
                            place,
                            () -> sentences.undecided(place.path()));
        }
    }
}
