package io.sightglass.contract.confluent;

import io.sightglass.contract.RuleInfo;
import io.sightglass.contract.WholeRule;
import io.sightglass.contract.cel.CelProgram.Result;
import io.sightglass.contract.cel.CelSentences;
import io.sightglass.model.FindingKind;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A domain rule of type CEL_FIELD: a condition on each field of a primitive type that bears one of
/// the rule's tags, or on each where the rule has none. Variables: `value`, `name`, `fullName`,
/// `typeName`, `tags`, `message` (the record that the field is in), `now`.
final class FieldRule implements WholeRule {
    private static final int MOST_NAMES = 10_000;

    private final DomainRuleSource source;
    private final RecordScope scope;
    private final DomainRuleCompiler.Programs programs;
    private final CelSentences sentences;
    private final Map<String, Set<String>> metadataTags = new ConcurrentHashMap<>();

    FieldRule(DomainRuleSource source, RecordScope scope, DomainRuleCompiler.Programs programs) {
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
        return (record, to) -> scope.fields().each(record, field -> judge(field, to));
    }

    private void judge(DataField field, Findings to) {
        var more = metadataTags(field.fullName());
        var wanted = source.rule().tags();
        boolean meant =
                wanted.isEmpty()
                        || !Collections.disjoint(wanted, field.tags())
                        || !Collections.disjoint(wanted, more);
        if (!meant) {
            return;
        }
        var id = source.info().id();
        var result = Guarded.evaluate(programs, name -> variable(name, field, more));
        switch (result) {
            case Result.Given(var value) -> {
                if (value.equals(false)) {
                    to.report(
                            source.kind(),
                            id,
                            field.place(),
                            () -> sentences.field(field.place().path(), field.shown().get(), null));
                }
            }
            case Result.Failed(var why) ->
                    to.report(
                            source.kind(),
                            id,
                            field.place(),
                            () -> sentences.failed(field.place().path(), why));
            case Result.Undecided _ ->
                    to.report(
                            FindingKind.NOTICE,
                            id + "-undecided",
                            field.place(),
                            () -> sentences.undecided(field.place().path()));
        }
    }

    private Set<String> metadataTags(String fullName) {
        var known = metadataTags.get(fullName);
        if (known == null) {
            known = source.metadataTags(fullName);
            if (metadataTags.size() < MOST_NAMES) {
                metadataTags.put(fullName, known);
            }
        }
        return known;
    }

    private Optional<Object> variable(String name, DataField field, Set<String> more) {
        return switch (name) {
            case "value" ->
                    Optional.of((source.unsignedFields() ? field.unsigned() : field.value()).get());
            case "name" -> Optional.of(field.name());
            case "fullName" -> Optional.of(field.fullName());
            case "typeName" -> Optional.of(field.typeName());
            case "tags" -> Optional.of(field.tagList(more));
            case "message" -> Optional.of(field.message().get());
            case "now" -> Optional.of(Instant.now());
            default -> Optional.empty();
        };
    }
}
