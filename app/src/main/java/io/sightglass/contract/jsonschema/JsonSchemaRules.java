package io.sightglass.contract.jsonschema;

import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;

import io.sightglass.contract.RuleSet;
import io.sightglass.model.Sentence;
import io.sightglass.schema.LocalSchemas.Problem;
import io.sightglass.schema.ParsedSchema;

import java.util.List;

/// Compiles the keywords of a JSON Schema (drafts 4 to 2020-12; a schema that does not say is taken
/// for 2020-12). Formats are judged; nothing is fetched from anywhere.
public final class JsonSchemaRules {
    private static final long MOST_STEPS = 1_000_000;
    private static final int DEEPEST = 1_000;

    private JsonSchemaRules() {}

    /// Made when first needed, since it takes a while.
    private static final class Library {
        static final SchemaRegistry REGISTRY =
                SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        builder ->
                                builder.schemaCacheEnabled(false)
                                        .schemaRegistryConfig(
                                                SchemaRegistryConfig.builder()
                                                        .formatAssertionsEnabled(true)
                                                        .regularExpressionFactory(LimitedRegex::of)
                                                        .executionContextCustomizer((context, _) ->
                                                                context.executionConfig(
                                                                        JsonSchemaRules::limit))
                                                        .build()));
    }

    private static void limit(ExecutionConfig.Builder config) {
        config.formatAssertionsEnabled(true)
                .maxEvaluationSteps(MOST_STEPS)
                .maxEvaluationDepth(DEEPEST);
    }

    /// @param file what places in the schema are called
    /// @param demander who demands it, in sentences
    public static RuleSet of(ParsedSchema.Json schema, String file, String demander) {
        if (Keywords.areWalked(schema.root())) {
            return RuleSet.NONE;
        }
        try {
            var compiled = Library.REGISTRY.getSchema(schema.root());
            compiled.initializeValidators();
            var infos = Keywords.list(schema.root(), schema.text(), file, demander);
            return new RuleSet(
                    List.of(),
                    List.of(new JsonSchemaRule(compiled, infos, demander)),
                    List.of(),
                    List.of());
        } catch (SchemaException | IllegalArgumentException | StackOverflowError e) {
            var why = e.getMessage() == null ? "it is not a JSON Schema" : e.getMessage();
            var problem =
                    new Problem(
                            file,
                            0,
                            0,
                            Sentence.of("the schema's keywords cannot be judged: " + why));
            return new RuleSet(List.of(), List.of(), List.of(), List.of(problem));
        }
    }
}
