package io.sightglass.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.model.Format;
import io.sightglass.model.SchemaInfo;
import io.sightglass.model.SchemaRef;
import io.sightglass.model.Sentence;
import io.sightglass.port.RegisteredSchema;
import io.sightglass.port.RegisteredSchema.Reference;
import io.sightglass.port.RegistryAnswer;
import io.sightglass.port.SchemaRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

class SchemaCatalogTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final FakeRegistry registry = new FakeRegistry();
    private final SchemaCatalog catalog = new SchemaCatalog(registry, LocalSchemas.none());

    @AfterEach
    void close() {
        catalog.close();
    }

    @Test
    void aSchemaIsPendingUntilItHasArrivedAndThenStays() throws Exception {
        registry.add(7, "orders-value", 3, Format.AVRO, "\"long\"");
        registry.gate = new CountDownLatch(1);
        var ref = new SchemaRef.ById(7);
        var pending = assertInstanceOf(Lookup.Pending.class, catalog.lookup(ref));
        assertEquals(
                "Schema 7 is being fetched from the registry at localhost:8081.",
                pending.sentence().plain());
        assertEquals(0, catalog.generation());
        registry.gate.countDown();
        await(() -> catalog.generation() == 1);
        var found = assertInstanceOf(Lookup.Found.class, catalog.lookup(ref)).schema();
        assertEquals(new SchemaInfo("long", "registry", "orders-value", 3, 7, null), found.info());
        assertSame(found, assertInstanceOf(Lookup.Found.class, catalog.lookup(ref)).schema());
        assertEquals(1, registry.asked.get());
    }

    @Test
    void whatTheRegistryLacksIsMissing() {
        assertMissing(
                new SchemaRef.ById(90417),
                "Schema 90417 is not in the registry at localhost:8081, so the value stays as"
                        + " bytes.");
        var guid = UUID.fromString("0c1d7a52-ab0f-4a3e-9b6a-000000000001");
        assertMissing(
                new SchemaRef.ByGuid(guid),
                "Schema 0c1d7a52-ab0f-4a3e-9b6a-000000000001 is not in the registry at"
                        + " localhost:8081, so the value stays as bytes.");
        assertMissing(
                new SchemaRef.BySubjectVersion("orders-value", 9),
                "Version 9 of orders-value is not in the registry at localhost:8081, so the value"
                        + " stays as bytes.");
    }

    @Test
    void aVersionOfNoSubjectIsNotAskedFor() {
        assertMissing(
                new SchemaRef.BySubjectVersion("", 2),
                "A version alone names no schema; it needs the subject that it is a version of,"
                        + " such as orders-value:2.");
        assertEquals(0, registry.asked.get());
    }

    @Test
    void apicuriosIdsAreAskedForThroughItsConfluentApi() throws Exception {
        registry.add(7, "sale", 3, Format.AVRO, "\"long\"");
        for (var ref :
                List.of(
                        new SchemaRef.ByGlobalId(7),
                        new SchemaRef.ByContentId(7),
                        new SchemaRef.ByArtifact("default", "sale", "3"))) {
            var found = assertInstanceOf(Lookup.Found.class, catalog.await(ref, SOON));
            assertEquals(7, found.schema().info().id());
        }
    }

    @Test
    void whatOnlyOtherRegistriesKnowIsSaidToBeTheirs() {
        var uuid = UUID.fromString("b7b4a7f0-9c96-4e4a-a687-fb5de9ef0c63");
        assertMissing(
                new SchemaRef.ByGlueVersion(uuid),
                "Schema version b7b4a7f0-9c96-4e4a-a687-fb5de9ef0c63 is one that AWS Glue gives"
                        + " out, and Sightglass asks only registries with Confluent's API; bind a"
                        + " local schema to the topic with \"decode as\" to read the value.");
        assertMissing(
                new SchemaRef.ByGlobalId(5_000_000_000L),
                "The schema with global id 5000000000 is one that an Apicurio registry gives out,"
                        + " and the registry at localhost:8081 does not know it; bind a local"
                        + " schema to the topic with \"decode as\" to read the value.");
        assertMissing(
                new SchemaRef.ByContentId(9),
                "The schema with content id 9 is one that an Apicurio registry gives out, and the"
                        + " registry at localhost:8081 does not know it; bind a local schema to"
                        + " the topic with \"decode as\" to read the value.");
        try (var alone = new SchemaCatalog(null, LocalSchemas.none())) {
            var missing =
                    assertInstanceOf(
                            Lookup.Missing.class,
                            alone.lookup(new SchemaRef.ByArtifact("g", "sale", "")));
            assertEquals(
                    "Artifact g/sale is one that an Apicurio registry gives out, and this"
                            + " connection has no registry; bind a local schema to the topic with"
                            + " \"decode as\" to read the value.",
                    missing.ofValue().plain());
        }
    }

    @Test
    void anUnavailableRegistryIsAskedAgainUntilItAnswers() throws Exception {
        registry.add(7, "orders-value", 3, Format.AVRO, "\"long\"");
        registry.down = true;
        var ref = new SchemaRef.ById(7);
        var pending = assertInstanceOf(Lookup.Pending.class, catalog.await(ref, SOON));
        assertEquals("The registry is down.", pending.sentence().plain());
        registry.down = false;
        await(() -> catalog.lookup(ref) instanceof Lookup.Found);
    }

    @Test
    void protobufWithReferencesOfReferences() {
        registry.add(1, "item", 1, Format.PROTOBUF, "syntax = \"proto3\"; message Item {}");
        registry.add(
                2,
                "basket",
                4,
                Format.PROTOBUF,
                "syntax = \"proto3\"; import \"shop/item.proto\"; message Basket { Item i = 1; }",
                new Reference("shop/item.proto", "item", 1));
        registry.add(
                3,
                "orders-value",
                1,
                Format.PROTOBUF,
                "syntax = \"proto3\"; import \"basket.proto\"; message Order { Basket b = 1; }",
                new Reference("basket.proto", "basket", 4));
        var found =
                assertInstanceOf(Lookup.Found.class, catalog.await(new SchemaRef.ById(3), SOON));
        assertEquals("Order", found.schema().info().name());
        var file = ((ParsedSchema.Protobuf) found.schema().parsed()).file();
        assertEquals(
                "Item",
                file.findMessageTypeByName("Order")
                        .findFieldByName("b")
                        .getMessageType()
                        .findFieldByName("i")
                        .getMessageType()
                        .getFullName());
        var byVersion =
                assertInstanceOf(
                        Lookup.Found.class,
                        catalog.await(new SchemaRef.BySubjectVersion("orders-value", 1), SOON));
        assertSame(found.schema().parsed(), byVersion.schema().parsed());
    }

    @Test
    void referencesThatFormACircleAreRefused() {
        registry.add(1, "a", 1, Format.AVRO, "\"int\"", new Reference("b", "b", 1));
        registry.add(2, "b", 1, Format.AVRO, "\"int\"", new Reference("a", "a", 1));
        assertMissing(
                new SchemaRef.ById(1),
                "Schema 1 cannot be used, so the value stays as bytes: its references form a"
                        + " circle: b v1 → a v1 → b v1.");
    }

    @Test
    void referencesWithoutEndAreRefused() {
        for (int i = 0; i < 40; i++) {
            var next = "s" + (i + 1);
            registry.add(i, "s" + i, 1, Format.AVRO, "\"int\"", new Reference(next, next, 1));
        }
        assertMissing(
                new SchemaRef.ById(0),
                "Schema 0 cannot be used, so the value stays as bytes: its references are nested"
                        + " more than 32 deep.");
    }

    @Test
    void aReferenceThatIsGoneIsNamed() {
        registry.add(1, "a", 1, Format.AVRO, "\"int\"", new Reference("Item", "item", 2));
        assertMissing(
                new SchemaRef.ById(1),
                "Schema 1 imports Item (item v2), which is not in the registry at localhost:8081,"
                        + " so the value stays as bytes.");
    }

    @Test
    void aReferenceWhoseNameLeadsElsewhereIsRefused() {
        registry.add(1, "item", 1, Format.PROTOBUF, "syntax = \"proto3\";");
        registry.add(
                2,
                "orders-value",
                1,
                Format.PROTOBUF,
                "syntax = \"proto3\";",
                new Reference("../../evil.proto", "item", 1));
        assertMissing(
                new SchemaRef.ById(2),
                "Schema 2 does not parse, so the value stays as bytes: ../../evil.proto: is refused"
                        + " as the name of an import: each part between slashes must be a name.");
    }

    @Test
    void aSchemaThatDoesNotParseSaysWhere() {
        registry.add(1, "orders-value", 2, Format.PROTOBUF, "syntax = \"proto3\";\nmessage {}");
        assertMissing(
                new SchemaRef.ById(1),
                "Schema 1 does not parse, so the value stays as bytes: orders-value-v2.proto:2:9:"
                        + " Expected message name.");
    }

    @Test
    void laterVersionsArriveInTheBackground() throws Exception {
        for (int version = 1; version <= 4; version++) {
            registry.add(version, "orders-value", version, Format.AVRO, "\"int\"");
        }
        var second =
                assertInstanceOf(Lookup.Found.class, catalog.await(new SchemaRef.ById(2), SOON))
                        .schema();
        long before = catalog.generation();
        await(() -> versions(second).equals(List.of(3, 4)));
        await(() -> catalog.generation() > before);
    }

    private List<Integer> versions(ResolvedSchema schema) {
        return catalog.later(schema).stream().map(later -> later.info().version()).toList();
    }

    @Test
    void garbageIdsAreBounded() {
        registry.gate = new CountDownLatch(1);
        for (int id = 0; id < 100_000; id++) {
            assertInstanceOf(Lookup.Pending.class, catalog.lookup(new SchemaRef.ById(id)));
        }
        assertTrue(registry.asked.get() <= 16, "asked " + registry.asked);
        registry.gate.countDown();
    }

    @Test
    void withoutARegistryEveryIdIsMissing() {
        try (var alone = new SchemaCatalog(null, LocalSchemas.none())) {
            var missing =
                    assertInstanceOf(Lookup.Missing.class, alone.lookup(new SchemaRef.ById(5)));
            assertEquals(
                    "Schema 5 cannot be looked up, because this connection has no registry, so the"
                            + " value stays as bytes.",
                    missing.ofValue().plain());
            assertInstanceOf(Lookup.Missing.class, alone.lookup(new SchemaRef.ByFingerprint(5)));
            assertInstanceOf(
                    Lookup.Missing.class, alone.lookup(new SchemaRef.LocalFile("a.avsc", "")));
        }
    }

    private void assertMissing(SchemaRef ref, String sentence) {
        var missing = assertInstanceOf(Lookup.Missing.class, catalog.await(ref, SOON));
        assertEquals(sentence, missing.ofValue().plain());
        assertEquals(
                sentence.replace(", so the value stays as bytes", ""), missing.sentence().plain());
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + SOON.toNanos();
        var pause = new CountDownLatch(1);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "not within " + SOON);
            assertTrue(!pause.await(5, TimeUnit.MILLISECONDS));
        }
    }

    /// A registry in memory that can be down, or hold its answers back.
    private static final class FakeRegistry implements SchemaRegistry {
        private final Map<Integer, RegisteredSchema> byId = new ConcurrentHashMap<>();
        private final AtomicInteger asked = new AtomicInteger();
        private volatile boolean down;
        private volatile CountDownLatch gate = new CountDownLatch(0);

        void add(
                int id,
                String subject,
                int version,
                Format format,
                String text,
                Reference... references) {
            byId.put(
                    id,
                    new RegisteredSchema(
                            id,
                            null,
                            subject,
                            version,
                            format,
                            text,
                            List.of(references),
                            Map.of()));
        }

        private <T> CompletableFuture<RegistryAnswer<T>> answer(RegistryAnswer<T> answer) {
            asked.incrementAndGet();
            return CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            gate.await();
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                        return down
                                ? new RegistryAnswer.Unavailable<>(
                                        Sentence.of("The registry is down."))
                                : answer;
                    },
                    task -> Thread.ofVirtual().start(task));
        }

        private static <T> RegistryAnswer<T> notFound() {
            return new RegistryAnswer.NotFound<>(Sentence.of("It is not there."));
        }

        @Override
        public String address() {
            return "http://localhost:8081/";
        }

        @Override
        public CompletableFuture<RegistryAnswer<RegisteredSchema>> byId(int id) {
            var schema = byId.get(id);
            return answer(schema == null ? notFound() : new RegistryAnswer.Found<>(schema));
        }

        @Override
        public CompletableFuture<RegistryAnswer<RegisteredSchema>> byGuid(UUID guid) {
            return answer(notFound());
        }

        @Override
        public CompletableFuture<RegistryAnswer<RegisteredSchema>> version(
                String subject, int version) {
            for (var schema : byId.values()) {
                if (subject.equals(schema.subject())
                        && Integer.valueOf(version).equals(schema.version())) {
                    return answer(new RegistryAnswer.Found<>(schema));
                }
            }
            return answer(notFound());
        }

        @Override
        public CompletableFuture<RegistryAnswer<List<String>>> subjects() {
            return answer(notFound());
        }

        @Override
        public CompletableFuture<RegistryAnswer<List<Integer>>> versions(String subject) {
            return answer(
                    new RegistryAnswer.Found<>(
                            byId.values().stream()
                                    .filter(schema -> subject.equals(schema.subject()))
                                    .map(RegisteredSchema::version)
                                    .sorted()
                                    .toList()));
        }

        @Override
        public void close() {}
    }
}
