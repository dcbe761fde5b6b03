package io.sightglass.contract.confluent;

import com.google.protobuf.Descriptors.Descriptor;

import io.sightglass.contract.Origin;
import io.sightglass.contract.RuleInfo;
import io.sightglass.contract.RuleSet;
import io.sightglass.contract.RuleSource;
import io.sightglass.contract.WholeRule;
import io.sightglass.model.DataContract;
import io.sightglass.model.DataContract.DomainRule;
import io.sightglass.model.Sentence;
import io.sightglass.schema.LocalSchemas.Problem;
import io.sightglass.schema.ParsedSchema;
import io.sightglass.schema.ResolvedSchema;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Compiles the rules that Confluent's registry keeps with a schema, and those written in it.
public final class ConfluentRules {
    private static final Set<String> MIGRATIONS = Set.of("UPGRADE", "DOWNGRADE", "UPDOWN");

    private final String demander;
    private final List<WholeRule> wholes = new ArrayList<>();
    private final List<RuleInfo> idle = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    private ConfluentRules(String demander) {
        this.demander = demander;
    }

    /// @param demander who demands it, in sentences: `orders-value v3`
    /// @param message of the payloads, where the schema is Protobuf; else null
    public static RuleSet of(ResolvedSchema schema, String demander, @Nullable Descriptor message) {
        var scope = RecordScope.of(schema.parsed(), message);
        if (scope == null) {
            return RuleSet.NONE;
        }
        var rules = new ConfluentRules(demander);
        for (var rule : schema.contract().rules()) {
            rules.domain(rule, schema.contract(), scope);
        }
        rules.inline(schema.parsed(), message);
        return new RuleSet(List.of(), rules.wholes, rules.idle, rules.problems);
    }

    private void domain(DomainRule rule, DataContract contract, RecordScope scope) {
        var info = info(rule, null);
        var why = idle(rule);
        if (why != null) {
            idle.add(info(rule, why));
            return;
        }
        var source = new DomainRuleSource(rule, contract, info, demander);
        switch (DomainRuleCompiler.compile(source, scope)) {
            case DomainRuleCompiler.Result.Compiled(var compiled) -> wholes.add(compiled);
            case DomainRuleCompiler.Result.Refused(int line, int column, Sentence sentence) -> {
                problems.add(new Problem(info.origin().place(), line, column, sentence));
                idle.add(info(rule, "does not compile"));
            }
        }
    }

    private RuleInfo info(DomainRule rule, @Nullable String why) {
        var named = rule.name().isEmpty() ? "without a name" : rule.name();
        var tags = rule.tags().stream().sorted().toList();
        var about = tags.isEmpty() ? "" : " (fields tagged " + String.join(", ", tags) + ")";
        return new RuleInfo(
                rule.name().isEmpty() ? "confluent.rule" : "confluent." + rule.name(),
                "",
                rule.expression() + about,
                new Origin(RuleSource.REGISTRY_RULE, demander, demander + ", rule " + named),
                why);
    }

    /// Why no record is held to a rule; null where records are.
    private static @Nullable String idle(DomainRule rule) {
        if (rule.disabled()) {
            return "disabled";
        }
        if (!rule.type().equals("CEL") && !rule.type().equals("CEL_FIELD")) {
            return "rules of type " + rule.type() + " are not evaluated here";
        }
        if (!rule.kind().equals("CONDITION")) {
            return "it changes the data, and judges nothing";
        }
        return MIGRATIONS.contains(rule.mode())
                ? "it is for reading with another version (" + rule.mode() + ")"
                : null;
    }

    private void inline(ParsedSchema schema, @Nullable Descriptor message) {
        var compiled =
                switch (schema) {
                    case ParsedSchema.Avro avro -> InlineRules.avro(avro.schema(), demander);
                    case ParsedSchema.Json json -> InlineRules.json(json.root(), demander);
                    case ParsedSchema.Protobuf _ ->
                            message == null ? null : InlineRules.protobuf(message, demander);
                };
        if (compiled != null) {
            problems.addAll(compiled.problems());
            idle.addAll(compiled.idle());
            if (!compiled.infos().isEmpty()) {
                wholes.add(compiled);
            }
        }
    }
}
