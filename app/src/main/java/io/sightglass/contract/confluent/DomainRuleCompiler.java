package io.sightglass.contract.confluent;

import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;

import io.sightglass.contract.WholeRule;
import io.sightglass.contract.cel.CelEnvironment;
import io.sightglass.contract.cel.CelIssues;
import io.sightglass.contract.cel.CelProgram;
import io.sightglass.contract.cel.CelText;
import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/// Compiles a domain rule: its guard, where it has one, and its condition.
final class DomainRuleCompiler {
    private DomainRuleCompiler() {}

    sealed interface Result {
        record Compiled(WholeRule rule) implements Result {}

        /// @param line and `column`, 1 for the first, in the rule's expression
        record Refused(int line, int column, Sentence sentence) implements Result {}
    }

    /// @param guard null for none
    record Programs(@Nullable CelProgram guard, CelProgram condition) {}

    static Result compile(DomainRuleSource source, RecordScope scope) {
        boolean ofFields = source.rule().type().equals("CEL_FIELD");
        var environment =
                CelEnvironment.of(
                        ofFields ? fieldVariables() : recordVariables(scope),
                        scope.message(),
                        source.regex());
        CelProgram guard = null;
        if (!source.guard().isEmpty()) {
            switch (environment.compile(source.guard())) {
                case CelText.Rejected(int line, int column, Sentence why) -> {
                    return new Result.Refused(line, column, guardWords(why));
                }
                case CelText.Ready(var program, _) -> guard = program;
            }
        }
        return switch (environment.compile(source.condition())) {
            case CelText.Rejected(int line, int column, Sentence why) ->
                    new Result.Refused(line, column, why);
            case CelText.Ready(_, var type) when !isCondition(type) ->
                    new Result.Refused(
                            1,
                            1,
                            Sentence.of(
                                    "the condition is a "
                                            + CelIssues.word(type)
                                            + ", not true or false, so it never fails; compare it"
                                            + " with something."));
            case CelText.Ready(var program, _) -> {
                var programs = new Programs(guard, program);
                yield new Result.Compiled(
                        ofFields
                                ? new FieldRule(source, scope, programs)
                                : new RecordRule(source, scope, programs));
            }
        };
    }

    private static Sentence guardWords(Sentence why) {
        var words = Sentence.builder().text("in the guard before the semicolon, ");
        why.parts()
                .forEach(part -> {
                    if (part.strong()) {
                        words.strong(part.text());
                    } else {
                        words.text(part.text());
                    }
                });
        return words.build();
    }

    private static boolean isCondition(CelType type) {
        return type.kind() == CelKind.BOOL || type.kind() == CelKind.DYN;
    }

    private static Map<String, CelType> recordVariables(RecordScope scope) {
        return Map.of("message", scope.type(), "now", SimpleType.TIMESTAMP);
    }

    private static Map<String, CelType> fieldVariables() {
        var variables = new LinkedHashMap<String, CelType>();
        variables.put("value", SimpleType.DYN);
        variables.put("name", SimpleType.STRING);
        variables.put("fullName", SimpleType.STRING);
        variables.put("typeName", SimpleType.STRING);
        variables.put("tags", ListType.create(SimpleType.STRING));
        variables.put("message", SimpleType.DYN);
        variables.put("now", SimpleType.TIMESTAMP);
        return variables;
    }
}
