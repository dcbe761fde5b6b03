package io.sightglass.decode;

import io.sightglass.model.Format;
import io.sightglass.model.Part;
import io.sightglass.model.SchemaInfo;
import io.sightglass.model.SchemaRef;
import io.sightglass.schema.Lookup;
import io.sightglass.schema.ParsedSchema;
import io.sightglass.schema.ResolvedSchema;
import io.sightglass.schema.SchemaText;
import io.sightglass.schema.Schemas;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Schemas from a map, answered at once.
final class TestSchemas implements Schemas {
    final Map<SchemaRef, Lookup> answers = new HashMap<>();
    final Map<String, ResolvedSchema> values = new HashMap<>();
    final Map<String, ResolvedSchema> keys = new HashMap<>();
    List<ResolvedSchema> later = List.of();
    long generation;
    @Nullable String address = "localhost:8081";

    static ResolvedSchema schema(Format format, String text, String name) {
        return new ResolvedSchema(parsed(format, text), info(name, null, null), null);
    }

    static ParsedSchema parsed(Format format, String text) {
        return switch (SchemaText.parse(format, "test." + format.label(), text, List.of())) {
            case SchemaText.Result.Parsed(var schema) -> schema;
            case SchemaText.Result.Failed failed ->
                    throw new IllegalArgumentException(failed.toString());
        };
    }

    static SchemaInfo info(String name, @Nullable Integer version, @Nullable Integer id) {
        boolean local = version == null;
        return new SchemaInfo(
                name,
                local ? SchemaInfo.LOCAL : SchemaInfo.REGISTRY,
                local ? null : "orders-value",
                version,
                id,
                local ? "test" : null);
    }

    @Override
    public Lookup lookup(SchemaRef ref) {
        var answer = answers.get(ref);
        return answer != null ? answer : missing(ref);
    }

    private Lookup missing(SchemaRef ref) {
        return Lookup.Missing.of(Refusals.name(ref) + " is not in the registry at " + address);
    }

    @Override
    public Optional<ResolvedSchema> bound(String topic, Part part) {
        return Optional.ofNullable((part == Part.KEY ? keys : values).get(topic));
    }

    @Override
    public List<ResolvedSchema> later(ResolvedSchema schema) {
        return later;
    }

    @Override
    public long generation() {
        return generation;
    }

    @Override
    public @Nullable String registryAddress() {
        return address;
    }
}
