package io.sightglass.contract;

import io.sightglass.contract.confluent.ConfluentRules;
import io.sightglass.contract.jsonschema.JsonSchemaRules;
import io.sightglass.contract.protovalidate.ValidateRules;
import io.sightglass.model.DataContract;
import io.sightglass.model.SchemaInfo;
import io.sightglass.model.Sentence;
import io.sightglass.schema.LocalSchemas.Problem;
import io.sightglass.schema.ParsedSchema;
import io.sightglass.schema.ResolvedSchema;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// The rules that schemas bring along: those that a registry keeps with them, and those that are
/// written in them. Compiled once for each schema and message. Thread-safe; bounded.
public final class SchemaRules {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaRules.class);
    private static final int MOST = 1_000;

    private record Key(String type, DataContract contract, String label) {}

    private final Map<ParsedSchema, Map<Key, RuleSet>> known = new IdentityHashMap<>();

    /// The rules for payloads that are read with `schema`.
    ///
    /// @param indexes which message it is, where a Protobuf schema does not name its type; empty
    ///   for the first
    public synchronized RuleSet of(ResolvedSchema schema, List<Integer> indexes) {
        if (known.size() >= MOST) {
            known.clear();
        }
        var type = schema.type() == null ? indexes.toString() : schema.type();
        var key = new Key(type, schema.contract(), schema.info().label());
        return known.computeIfAbsent(schema.parsed(), _ -> new HashMap<>())
                .computeIfAbsent(key, _ -> compile(schema, indexes));
    }

    private static RuleSet compile(ResolvedSchema schema, List<Integer> indexes) {
        var demander = demander(schema.info());
        var message = SchemaMessages.of(schema, indexes);
        var rules = guarded(demander, () -> ConfluentRules.of(schema, demander, message));
        if (message != null) {
            rules = rules.and(guarded(demander, () -> ValidateRules.of(message, demander)));
        }
        return schema.parsed() instanceof ParsedSchema.Json json
                ? rules.and(guarded(demander, () -> JsonSchemaRules.of(json, demander, demander)))
                : rules;
    }

    /// Schemas are strangers', and libraries have faults: neither may keep a record from being
    /// read.
    static RuleSet guarded(String demander, Supplier<RuleSet> compiler) {
        try {
            return compiler.get();
        } catch (RuntimeException | StackOverflowError fault) {
            LOG.warn("the rules of a schema could not be compiled", fault);
            var sentence = Sentence.of("its rules cannot be compiled; the log says why.");
            var problem = new Problem(demander, 0, 0, sentence);
            return new RuleSet(List.of(), List.of(), List.of(), List.of(problem));
        }
    }

    /// `orders-value v3`, `customers/v2.avsc`.
    private static String demander(SchemaInfo info) {
        if (info.file() != null) {
            return info.file();
        }
        var subject = info.subject() == null ? info.name() : info.subject();
        return info.version() == null ? subject : subject + " v" + info.version();
    }
}
