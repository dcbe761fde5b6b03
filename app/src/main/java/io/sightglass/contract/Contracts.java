package io.sightglass.contract;

import io.sightglass.decode.FindingSink;
import io.sightglass.model.Part;
import io.sightglass.schema.LocalSchemas.Problem;
import io.sightglass.schema.ResolvedSchema;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The contracts below the schema folders (`*.contract.yaml`), and the sinks that hold records to
/// them.
public final class Contracts {
    private static final Contracts NONE =
            new Contracts(List.of(), Map.of(), List.of(), new SchemaRules());

    private final List<Contract> all;
    private final Map<String, Contract> byTopic;
    private final List<Problem> problems;
    private final SchemaRules schemaRules;

    Contracts(
            List<Contract> all,
            Map<String, Contract> byTopic,
            List<Problem> problems,
            SchemaRules schemaRules) {
        this.schemaRules = schemaRules;
        this.all = List.copyOf(all);
        this.byTopic = Map.copyOf(byTopic);
        this.problems = List.copyOf(problems);
    }

    /// Reads every contract file. Never fails: a file or rule that is wrong is in [#problems], and
    /// the others go on.
    public static Contracts read(List<Path> folders) {
        return new ContractsReader(folders).read();
    }

    /// Whether records are held to the same contracts as by `other`.
    public boolean judgeLike(Contracts other) {
        return byTopic.equals(other.byTopic);
    }

    public static Contracts none() {
        return NONE;
    }

    /// By folder, then by file.
    public List<Contract> all() {
        return all;
    }

    public Optional<Contract> forTopic(String topic) {
        return Optional.ofNullable(byTopic.get(topic));
    }

    public List<Problem> problems() {
        return problems;
    }

    /// The rules that the schemas of payloads bring along.
    public SchemaRules schemaRules() {
        return schemaRules;
    }

    /// Every rule that a payload of the topic is held to, with where it comes from: those of the
    /// topic's contract where the part is the value, then those of the schema.
    ///
    /// @param schema with which the payload is read; null where there is none
    /// @param indexes those of Confluent's Protobuf framing; empty where the schema names its type
    public RuleSet rules(
            String topic, Part part, @Nullable ResolvedSchema schema, List<Integer> indexes) {
        var own = own(topic, part);
        return schema == null ? own : own.and(schemaRules.of(schema, indexes));
    }

    private RuleSet own(String topic, Part part) {
        var contract = part == Part.VALUE ? byTopic.get(topic) : null;
        return contract == null ? RuleSet.NONE : contract.ruleSet();
    }

    /// The sink for a topic's payloads: with the rules of its contract where there is one and the
    /// part is the value, and those of the payload's schema. For one thread.
    public FindingSink sink(String topic, Part part, boolean collecting) {
        return new RuleSink(own(topic, part), schemaRules, collecting, null);
    }

    /// The same, where not all records may be held to the rules that cost much.
    ///
    /// @param sampling says which ones are, null for all; belongs to the same thread
    public FindingSink sink(
            String topic, Part part, boolean collecting, @Nullable RuleSampling sampling) {
        return new RuleSink(own(topic, part), schemaRules, collecting, sampling);
    }
}
