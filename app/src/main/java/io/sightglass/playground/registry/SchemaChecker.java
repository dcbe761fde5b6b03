package io.sightglass.playground.registry;

import io.sightglass.model.Format;
import io.sightglass.schema.ProtoCompiler;

import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// Parses schemas with their formats' own libraries: to refuse what is none, and to tell which are
/// the same.
final class SchemaChecker {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    private SchemaChecker() {}

    /// Two drafts with the same answer are the same schema. White space does not count where the
    /// format's library gives a text without it.
    ///
    /// @param references the texts that the draft refers to, directly or not, by name, what is
    ///   referred to before what refers to it
    static String canonical(SchemaDraft draft, Map<String, String> references) throws Refusal {
        var text =
                switch (draft.format()) {
                    case AVRO -> avro(draft.text(), references).toString();
                    case JSON -> json(draft.text()).toString();
                    case PROTOBUF -> protobuf(draft.text(), references);
                    case CBOR, MESSAGEPACK, XML, TEXT, BYTES ->
                            throw Refusal.of(42201, "Invalid schema type " + draft.type());
                };
        return identity(draft, text);
    }

    /// The same for a schema that is known to be right, so that nothing need be compiled again.
    static String canonicalUnchecked(SchemaDraft draft, Map<String, String> references)
            throws Refusal {
        return draft.format() == Format.PROTOBUF
                ? identity(draft, draft.text().strip())
                : canonical(draft, references);
    }

    private static String identity(SchemaDraft draft, String text) {
        var references =
                draft.references().stream()
                        .map(r -> r.name() + "=" + r.subject() + ":" + r.version())
                        .collect(Collectors.joining(","));
        return String.join(
                "\u0000",
                draft.type(),
                text,
                references,
                String.valueOf(draft.metadata()),
                String.valueOf(draft.ruleSet()));
    }

    static Schema avro(String text, Map<String, String> references) throws Refusal {
        try {
            var parser = new SchemaParser();
            for (var reference : references.values()) {
                parser.parse(reference);
            }
            return parser.parse(text).mainSchema();
        } catch (RuntimeException e) {
            // Avro's own exceptions, and class casts where its parser meets the unexpected
            throw Refusal.invalidSchema("AVRO", said(e));
        }
    }

    private static JsonNode json(String text) throws Refusal {
        try {
            var tree = JSON.readTree(text);
            if (!tree.isObject() && !tree.isBoolean()) {
                throw Refusal.invalidSchema("JSON", "a JSON Schema is an object or a boolean");
            }
            return tree;
        } catch (JacksonException e) {
            throw Refusal.invalidSchema("JSON", e.getOriginalMessage());
        }
    }

    private static String protobuf(String text, Map<String, String> references) throws Refusal {
        var name = "schema.proto";
        var compiled =
                ProtoCompiler.standard().compile(name, text, new LinkedHashMap<>(references));
        return switch (compiled) {
            case ProtoCompiler.Result.Compiled _ -> text.strip();
            case ProtoCompiler.Result.Failed(var problems) ->
                    throw Refusal.invalidSchema(
                            "PROTOBUF",
                            problems.stream()
                                    .limit(10)
                                    .map(p -> p.file() + ":" + p.line() + ": " + p.sentence())
                                    .collect(Collectors.joining("; ")));
        };
    }

    private static String said(Exception e) {
        var message = e.getMessage();
        return message == null ? "not a schema" : message;
    }
}
