package io.sightglass.playground.traffic;

import io.sightglass.model.Format;
import io.sightglass.playground.registry.Level;
import io.sightglass.playground.registry.SchemaDraft;
import io.sightglass.playground.registry.SchemaStore;
import io.sightglass.port.RegisteredSchema.Reference;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/// What of the samples is in the registry, and under which ids.
///
/// @param customerGuid of the customers' latest version
public record Registrations(UUID customerGuid) {
    static final int ORDER_V3 = 3;
    static final int ORDER_V4 = 4;
    static final int STATUS_V3 = 118;
    static final int STATUS_V4 = 131;
    static final int CATALOG_V5 = 127;

    /// An id that the registry never gives to a sample.
    static final int MISSING_ID = 90417;

    private static final String OWNER =
            """
            {"properties": {"owner": "order-desk", "channel": "#order-desk"},
             "tags": {"coffeeco.Order.userId": ["PII"]},
             "sensitive": []}
            """;
    private static final String RULES =
            """
            {"domainRules": [{
              "name": "total-is-not-negative",
              "doc": "Nobody is paid for drinking coffee.",
              "kind": "CONDITION",
              "type": "CEL",
              "mode": "WRITEREAD",
              "expr": "message.total >= 0.0",
              "onFailure": "ERROR"}]}
            """;

    /// Registers every version of every sample that belongs into a registry.
    ///
    /// @throws SampleException when a sample is missing or does not parse
    public static Registrations fill(SchemaStore store, Path folder) {
        for (int version = 1; version <= 4; version++) {
            var directory = "orders/v" + version + "/";
            // Ids of their own behind those of the orders, so that these are as easy as 1, 2, 3
            seed(
                    store,
                    "coffeeco-item",
                    4 + version,
                    proto(folder, directory + "item.proto", List.of(), null));
            seed(
                    store,
                    "orders-value",
                    version,
                    proto(
                            folder,
                            directory + "order.proto",
                            List.of(new Reference("item.proto", "coffeeco-item", version)),
                            version < ORDER_V3 ? null : RULES));
        }
        avro(store, folder, "order-status", "order-status-value", 94, 101, STATUS_V3, STATUS_V4);
        var customers = avro(store, folder, "customers", "customers-value", 52, 88);
        var ids = new int[] {60, 61, 75, 110, CATALOG_V5};
        for (int i = 0; i < ids.length; i++) {
            var file = "coffee-catalog/v" + (i + 1) + ".schema.json";
            seed(
                    store,
                    "coffee-catalog-value",
                    ids[i],
                    SchemaDraft.of(Format.JSON, Samples.text(folder, file), List.of()));
        }
        // What everybody believes; its fourth version was registered while somebody had it off.
        store.setLevel("order-status-value", Level.BACKWARD);
        return new Registrations(customers);
    }

    /// @return the GUID of the last version
    private static UUID avro(
            SchemaStore store, Path folder, String directory, String subject, int... ids) {
        UUID last = null;
        for (int i = 0; i < ids.length; i++) {
            var text = Samples.text(folder, directory + "/v" + (i + 1) + ".avsc");
            last = seed(store, subject, ids[i], SchemaDraft.of(Format.AVRO, text, List.of()));
        }
        if (last == null) {
            throw new IllegalArgumentException("no version of " + subject);
        }
        return last;
    }

    private static SchemaDraft proto(
            Path folder,
            String file,
            List<Reference> references,
            @org.jspecify.annotations.Nullable String rules) {
        JsonNode metadata = rules == null ? null : JsonWriter.JSON.readTree(OWNER);
        JsonNode ruleSet = rules == null ? null : JsonWriter.JSON.readTree(rules);
        return new SchemaDraft(
                Format.PROTOBUF, Samples.text(folder, file), references, metadata, ruleSet);
    }

    private static UUID seed(SchemaStore store, String subject, int id, SchemaDraft draft) {
        try {
            return store.seed(subject, id, draft);
        } catch (IllegalArgumentException e) {
            throw new SampleException(subject, String.valueOf(e.getMessage()));
        }
    }
}
