package io.sightglass.contract.confluent;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructTypeReference;

import io.sightglass.contract.Origin;
import io.sightglass.contract.RuleInfo;
import io.sightglass.contract.RuleSource;
import io.sightglass.contract.WholeRule;
import io.sightglass.contract.cel.CelEnvironment;
import io.sightglass.contract.cel.CelIssues;
import io.sightglass.contract.cel.CelProgram;
import io.sightglass.contract.cel.CelSentences;
import io.sightglass.contract.cel.CelText;
import io.sightglass.contract.cel.CelVerdict;
import io.sightglass.model.Sentence;
import io.sightglass.schema.LocalSchemas.Problem;

import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The rules that are written in a schema, on records and on fields, compiled; a walk over schema
/// and record side by side finds what each is about. Variables: `this`, `now`. A field that is null
/// or absent is not judged.
final class InlineRules implements WholeRule {
    /// Whatever a rule is written on: an Avro record or field, a JSON Schema, a descriptor.
    private final Map<Object, List<Compiled>> byPlace = new IdentityHashMap<>();

    private final List<RuleInfo> infos = new ArrayList<>();
    private final List<RuleInfo> idle = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Map<CelType, CelEnvironment> environments = new HashMap<>();
    private final @Nullable Descriptor message;
    private final String demander;
    private InlineWalk walk = (_, _) -> {};

    /// A rule that compiles.
    record Compiled(String id, CelProgram program, CelSentences sentences) {}

    private InlineRules(String demander, @Nullable Descriptor message) {
        this.demander = demander;
        this.message = message;
    }

    static InlineRules avro(Schema schema, String demander) {
        var rules = new InlineRules(demander, null);
        rules.gather(schema, new HashSet<>());
        rules.walk = new InlineAvro(rules, schema);
        return rules;
    }

    static InlineRules json(JsonNode root, String demander) {
        var rules = new InlineRules(demander, null);
        var parts = new JsonParts(root);
        rules.gather(parts, root, "$", 0);
        rules.walk = new InlineJson(rules, parts);
        return rules;
    }

    static InlineRules protobuf(Descriptor message, String demander) {
        var rules = new InlineRules(demander, message);
        rules.gather(message, new HashSet<>());
        rules.walk = new InlineProto(rules, message);
        return rules;
    }

    /// The rules that are written at a place of the schema.
    List<Compiled> at(Object place) {
        return byPlace.getOrDefault(place, List.of());
    }

    boolean isEmpty() {
        return byPlace.isEmpty();
    }

    @Override
    public List<RuleInfo> infos() {
        return List.copyOf(infos);
    }

    List<RuleInfo> idle() {
        return idle;
    }

    List<Problem> problems() {
        return problems;
    }

    @Override
    public Judge newJudge() {
        return (record, to) -> walk.each(record, to);
    }

    private void gather(Schema schema, Set<String> seen) {
        switch (schema.getType()) {
            case RECORD -> {
                if (!seen.add(schema.getFullName())) {
                    return;
                }
                var name = schema.getFullName();
                add(schema, AvroProps.rules(schema), name, SimpleType.DYN);
                for (var field : schema.getFields()) {
                    var full = name + "." + field.name();
                    add(field, AvroProps.rules(field), full, SimpleType.DYN);
                    gather(field.schema(), seen);
                }
            }
            case ARRAY -> gather(schema.getElementType(), seen);
            case MAP -> gather(schema.getValueType(), seen);
            case UNION -> schema.getTypes().forEach(branch -> gather(branch, seen));
            default -> {}
        }
    }

    private void gather(JsonParts parts, JsonNode schema, String path, int depth) {
        if (depth > 50 || byPlace.containsKey(schema)) {
            return;
        }
        for (var part : parts.all(schema)) {
            if (!byPlace.containsKey(part)) {
                add(part, JsonParts.own(part), path, SimpleType.DYN);
            }
            for (var property : part.path("properties").properties()) {
                gather(parts, property.getValue(), path + "." + property.getKey(), depth + 1);
            }
            for (var list : List.of(part.path("items"), part.path("prefixItems"))) {
                if (list.isObject()) {
                    gather(parts, list, path + "[]", depth + 1);
                }
                for (int i = 0; list.isArray() && i < list.size(); i++) {
                    gather(parts, list.get(i), path + "[" + i + "]", depth + 1);
                }
            }
        }
    }

    private void gather(Descriptor type, Set<String> seen) {
        if (!seen.add(type.getFullName())) {
            return;
        }
        var struct = StructTypeReference.create(type.getFullName());
        add(type, ProtoMeta.rules(type), type.getFullName(), struct);
        for (var field : type.getFields()) {
            add(field, ProtoMeta.rules(field), field.getFullName(), SimpleType.DYN);
            if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                gather(field.getMessageType(), seen);
            }
        }
    }

    private void add(Object place, List<InlineRule> rules, String where, CelType type) {
        for (var rule : rules) {
            add(place, rule, where, type);
        }
    }

    private void add(Object place, InlineRule rule, String where, CelType type) {
        var named = rule.name().isEmpty() ? "a rule on " + where : "rule " + rule.name();
        var id = rule.name().isEmpty() ? "confluent.inline" : "confluent." + rule.name();
        var origin =
                new Origin(
                        RuleSource.SCHEMA_RULE,
                        demander,
                        demander + ", " + named + (rule.name().isEmpty() ? "" : " on " + where));
        switch (environment(type).compile(rule.expression())) {
            case CelText.Ready(var program, var result) when CelVerdict.isOf(result) -> {
                infos.add(new RuleInfo(id, where, rule.expression(), origin, null));
                var sentences =
                        new CelSentences(rule.name(), demander, rule.expression(), rule.doc());
                byPlace.computeIfAbsent(place, _ -> new ArrayList<>())
                        .add(new Compiled(id, program, sentences));
            }
            case CelText.Ready(_, var result) ->
                    refuse(
                            rule,
                            id,
                            where,
                            origin,
                            1,
                            1,
                            Sentence.of(
                                    "the rule is a "
                                            + CelIssues.word(result)
                                            + "; expected true or false, or a text that is empty"
                                            + " when all is well."));
            case CelText.Rejected(int line, int column, Sentence why) ->
                    refuse(rule, id, where, origin, line, column, why);
        }
    }

    private void refuse(
            InlineRule rule,
            String id,
            String where,
            Origin origin,
            int line,
            int column,
            Sentence why) {
        problems.add(new Problem(origin.place(), line, column, why));
        idle.add(new RuleInfo(id, where, rule.expression(), origin, "does not compile"));
    }

    private CelEnvironment environment(CelType type) {
        return environments.computeIfAbsent(
                type,
                _ ->
                        CelEnvironment.of(
                                Map.of("this", type, "now", SimpleType.TIMESTAMP),
                                message,
                                CelEnvironment.Regex.RE2));
    }
}
