package io.sightglass.contract.confluent;

import io.sightglass.contract.RuleInfo;
import io.sightglass.contract.WholeRule;
import io.sightglass.contract.cel.CelProgram.Result;
import io.sightglass.contract.cel.CelSentences;
import io.sightglass.model.FindingKind;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A domain rule of type CEL: one condition on the record. Variables: `message`, `now`.
final class RecordRule implements WholeRule {
    private final DomainRuleSource source;
    private final RecordScope scope;
    private final DomainRuleCompiler.Programs programs;
    private final CelSentences sentences;

    RecordRule(DomainRuleSource source, RecordScope scope, DomainRuleCompiler.Programs programs) {
        this.source = source;
        this.scope = scope;
        this.programs = programs;
        this.sentences = source.sentences();
    }

    @Override
    public List<RuleInfo> infos() {
        return List.of(source.info());
    }

    @Override
    public Judge newJudge() {
        return this::judge;
    }

    private void judge(Whole record, Findings to) {
        var message = scope.message(record);
        if (message == null) {
            return;
        }
        var id = source.info().id();
        var place = record.place();
        var result =
                Guarded.evaluate(
                        programs,
                        name ->
                                switch (name) {
                                    case "message" -> Optional.of(message);
                                    case "now" -> Optional.of(Instant.now());
                                    default -> Optional.empty();
                                });
        switch (result) {
            case Result.Given(var value) -> {
                if (value.equals(false)) {
                    to.report(source.kind(), id, place, () -> sentences.event(null));
                }
            }
            case Result.Failed(var why) ->
                    to.report(source.kind(), id, place, () -> sentences.failed("", why));
            case Result.Undecided _ ->
                    to.report(
                            FindingKind.NOTICE,
                            id + "-undecided",
                            place,
                            () -> sentences.undecided(""));
        }
    }
}
