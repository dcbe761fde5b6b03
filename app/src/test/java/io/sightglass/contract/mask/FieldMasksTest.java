package io.sightglass.contract.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.contract.Contracts;
import io.sightglass.decode.mask.Masks;
import io.sightglass.model.DataContract;
import io.sightglass.model.Format;
import io.sightglass.model.SchemaInfo;
import io.sightglass.schema.ParsedSchema;
import io.sightglass.schema.ResolvedSchema;
import io.sightglass.schema.SchemaText;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which fields are masked: by each of the ways in which somebody says so.
class FieldMasksTest {
    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "customer.email,       shop.Customer, email, customer.email,   true",
        "customer.email,       shop.Customer, email, other.email,      false",
        "shop.Customer.email,  shop.Customer, email, any.place[].email, true",
        "shop.Customer.email,  shop.Shop,     email, any.place[].email, false",
        "items[].name,         '',            name,  items[].name,     true",
        "items[*].name,        '',            name,  items[].name,     true",
        "items[3].name,        '',            name,  items[].name,     true",
        "$.items[].name,       '',            name,  items[].name,     true",
        "**.email,             shop.Customer, email, a.b.email,        true",
        "*.email,              '',            email, a.b.email,        false",
        "shop.*.email,         shop.Customer, email, x,                true",
        "shop.Custome?.email,  shop.Customer, email, x,                true",
        "shop.Customer.*,      shop.Customer, phone, x,                true",
        "shop.Customer.*,      shop.Order,    phone, x,                false",
    })
    void namesArePathsFullNamesAndPatterns(
            String named, String record, String field, String path, boolean covered) {
        var masks = FieldMasks.of(Set.of(named));
        assertEquals(covered, masks.covers(record, field, path));
        assertEquals(covered, masks.covers(record, field, path), "asked again");
        assertFalse(masks.isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "labels[\"age\"],   labels, true",
                "$.labels[\"age\"], labels, true",
                "labels.age,        labels, true",
                "labels2.age,       labels, false",
                "other,             labels, false",
                "**.age,            labels, true",
            })
    void aMapHasMaskedKeys(String named, String map, boolean some) {
        assertEquals(some, FieldMasks.of(Set.of(named)).coversSome(map));
        assertFalse(Masks.NONE.coversSome(map));
        assertTrue(Masks.ALL.coversSome(map));
    }

    @Test
    void noNamesAreNoMasks() {
        assertSame(Masks.NONE, FieldMasks.of(Set.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PII", "pii", "Personal-Data", "personal_data", "SENSITIVE", "GDPR"})
    void wordsThatSaySo(String tag) {
        assertTrue(PersonalData.isTagged(tag));
        assertTrue(PersonalData.isClassified(tag));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "public", "internal", "PIIX", "not pii"})
    void wordsThatDoNot(String tag) {
        assertFalse(PersonalData.isTagged(tag));
        assertFalse(PersonalData.isClassified(tag));
        assertFalse(PersonalData.isClassified(null));
    }

    private static Set<String> tagged(Format format, String text, DataContract contract) {
        ParsedSchema parsed =
                switch (SchemaText.parse(format, "a." + format.label(), text, List.of())) {
                    case SchemaText.Result.Parsed(var schema) -> schema;
                    case SchemaText.Result.Failed failed ->
                            throw new AssertionError(failed.toString());
                };
        var info = new SchemaInfo("a", SchemaInfo.REGISTRY, "a-value", 1, 1, null);
        return TaggedFields.of(new ResolvedSchema(parsed, info, null, contract));
    }

    @Test
    void tagsInAnAvroSchema() {
        assertEquals(
                Set.of("shop.Customer.email", "shop.Card.number"),
                tagged(
                        Format.AVRO,
                        """
                        {"type": "record", "name": "Customer", "namespace": "shop", "fields": [
                          {"name": "email", "type": "string", "confluent:tags": ["PII"]},
                          {"name": "city", "type": "string", "confluent:tags": ["GEO"]},
                          {"name": "friends", "type": {"type": "array", "items": "Customer"}},
                          {"name": "cards", "type": {"type": "map", "values": ["null",
                            {"type": "record", "name": "Card", "fields": [
                              {"name": "number", "type": "string",
                               "confluent:tags": ["x", "PCI"]}]}]}}]}
                        """,
                        DataContract.NONE));
    }

    @Test
    void tagsInAProtoFile() {
        assertEquals(
                Set.of("shop.Customer.email", "shop.Customer.Card.number"),
                tagged(
                        Format.PROTOBUF,
                        """
                        syntax = "proto3";
                        package shop;
                        import "confluent/meta.proto";
                        message Customer {
                          string email = 1 [(confluent.field_meta).tags = "PII"];
                          string city = 2 [(confluent.field_meta).tags = "GEO"];
                          message Card {
                            string number = 1 [(confluent.field_meta) = {tags: ["x", "PCI"]}];
                          }
                          repeated Card cards = 3;
                        }
                        """,
                        DataContract.NONE));
    }

    @Test
    void tagsInAJsonSchema() {
        assertEquals(
                Set.of("email", "cards[].number", "head.email"),
                tagged(
                        Format.JSON,
                        """
                        {"type": "object", "properties": {
                          "email": {"type": "string", "confluent:tags": ["PII"]},
                          "city": {"type": "string", "confluent:tags": ["GEO"]},
                          "head": {"$ref": "#/$defs/person"},
                          "cards": {"type": "array", "items": {"properties": {
                            "number": {"type": "string", "confluent:tags": ["PCI"]}}}}},
                         "$defs": {"person": {"properties": {
                            "email": {"confluent:tags": ["pii"]}}}}}
                        """,
                        DataContract.NONE));
    }

    @Test
    void aJsonSchemaThatRefersToItselfEnds() {
        var tags =
                tagged(
                        Format.JSON,
                        """
                        {"properties": {"s": {"confluent:tags": ["PII"]},
                                        "left": {"$ref": "#"}, "right": {"$ref": "#"}}}
                        """,
                        DataContract.NONE);
        assertTrue(tags.contains("s") && tags.contains("left.right.s"), () -> tags.toString());
    }

    @Test
    void tagsThatTheRegistryKeepsBesideASchema() {
        var contract =
                new DataContract(
                        Map.of(
                                "**.email", Set.of("PII"),
                                "shop.Customer.city", Set.of("GEO")),
                        Map.of(),
                        List.of());
        assertEquals(Set.of("**.email"), tagged(Format.JSON, "{\"type\": \"object\"}", contract));
    }

    @Test
    void whatAContractClassifies() throws IOException {
        Files.writeString(
                folder.resolve("a.contract.yaml"),
                """
                apiVersion: v3.1.0
                kind: DataContract
                name: customers
                schema:
                  - name: customers
                    properties:
                      - {name: id, logicalType: string, classification: public}
                      - {name: email, logicalType: string, classification: restricted}
                      - {name: phone, logicalType: string, tags: [contact, PII]}
                      - name: cards
                        logicalType: array
                        items:
                          logicalType: object
                          properties:
                            - {name: number, logicalType: string, classification: Confidential}
                """);
        var contracts = Contracts.read(List.of(folder));
        assertEquals(List.of(), contracts.problems());
        assertEquals(
                List.of("email", "phone", "cards[].number"),
                contracts.forTopic("customers").orElseThrow().masked());
    }
}
