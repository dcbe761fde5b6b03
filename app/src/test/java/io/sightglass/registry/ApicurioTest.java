package io.sightglass.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.compat.Policy;
import io.sightglass.compat.SchemaDiff;
import io.sightglass.compat.Side;
import io.sightglass.model.Format;
import io.sightglass.port.RegisteredSchema;
import io.sightglass.port.RegisteredSchema.Reference;
import io.sightglass.port.RegistryAnswer;
import io.sightglass.schema.ParsedSchema;
import io.sightglass.schema.SchemaText;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Our client, and our verdicts, against a real registry: Apicurio's, through its API in
/// Confluent's form. Runs only when it is asked for (`mvn -Pregistry-it test -pl app`), which
/// fetches the server.
@EnabledIfSystemProperty(named = "sightglass.apicurio", matches = ".+")
class ApicurioTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/compat");
    private static final Path DIFFERENCES = Path.of("src/test/resources/apicurio-differences.txt");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ITEM =
            "syntax = \"proto3\"; package shop; message Item { string name = 1; }";
    private static final String ORDER =
            "syntax = \"proto3\"; package shop; import \"item.proto\";"
                    + " message Order { Item item = 1; }";

    private static final String JSON_SCHEMA =
            "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"type\":\"object\"}";

    private static ApicurioServer server;
    private static HttpSchemaRegistry registry;

    @BeforeAll
    static void start() throws Exception {
        server = ApicurioServer.start(Path.of(System.getProperty("sightglass.apicurio")));
        registry = HttpSchemaRegistry.open(server.address());
    }

    @AfterAll
    static void stop() {
        if (registry != null) {
            registry.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private static <T> RegistryAnswer<T> await(CompletableFuture<RegistryAnswer<T>> answer)
            throws Exception {
        return answer.get(30, TimeUnit.SECONDS);
    }

    private static <T> T found(CompletableFuture<RegistryAnswer<T>> answer) throws Exception {
        if (await(answer) instanceof RegistryAnswer.Found<T>(var value)) {
            return value;
        }
        throw new AssertionError(await(answer));
    }

    @Test
    void whatIsRegisteredIsListedAndReadByEveryName() throws Exception {
        int first = server.register("pay-value", "AVRO", avro(""), List.of());
        int second =
                server.register(
                        "pay-value",
                        "AVRO",
                        avro(",{\"name\":\"b\",\"type\":\"int\",\"default\":0}"),
                        List.of());
        assertTrue(found(registry.subjects()).contains("pay-value"));
        assertEquals(List.of(1, 2), found(registry.versions("pay-value")));
        RegisteredSchema byId = found(registry.byId(second));
        RegisteredSchema byVersion = found(registry.version("pay-value", 2));
        assertEquals(Format.AVRO, byId.format());
        assertEquals(byVersion.text(), byId.text());
        assertEquals("pay-value", byId.subject());
        assertEquals(2, byId.version());
        assertEquals(second, byVersion.id());
        RegisteredSchema latest = found(registry.version("pay-value", -1));
        assertEquals(2, latest.version());
        RegisteredSchema old = found(registry.byId(first));
        assertEquals(avro(""), old.text());
        assertInstanceOf(RegistryAnswer.NotFound.class, await(registry.byId(90_417)));
        assertInstanceOf(RegistryAnswer.NotFound.class, await(registry.version("pay-value", 7)));
        assertInstanceOf(RegistryAnswer.NotFound.class, await(registry.versions("nobody")));
    }

    @Test
    void referencesAreRead() throws Exception {
        server.register("item", "PROTOBUF", ITEM, List.of());
        int id =
                server.register(
                        "order-value",
                        "PROTOBUF",
                        ORDER,
                        List.of(ApicurioServer.reference("item.proto", "item", 1)));
        RegisteredSchema order = found(registry.byId(id));
        assertEquals(Format.PROTOBUF, order.format());
        assertEquals(List.of(new Reference("item.proto", "item", 1)), order.references());
        RegisteredSchema item = found(registry.version("item", 1));
        assertTrue(item.text().contains("message Item"), item.text());
    }

    @Test
    void whatIsDeletedIsGone() throws Exception {
        server.register("gone-value", "JSON", JSON_SCHEMA, List.of());
        assertEquals(List.of(1), found(registry.versions("gone-value")));
        assertEquals(200, server.call("DELETE", "/subjects/gone-value", null).status());
        assertInstanceOf(RegistryAnswer.NotFound.class, await(registry.versions("gone-value")));
        assertInstanceOf(RegistryAnswer.NotFound.class, await(registry.version("gone-value", 1)));
    }

    @Test
    void levelsAreRead() throws Exception {
        server.register("level-value", "AVRO", avro(""), List.of());
        level("level-value", "FULL_TRANSITIVE");
        assertEquals("FULL_TRANSITIVE", found(registry.level("level-value")));
    }

    /// Every golden pair that a registry can hold: where Apicurio's verdict is another than ours,
    /// the file of differences says why, and says nothing else.
    @Test
    void everyDifferenceOfVerdictsIsExplained() throws Exception {
        var explained = explained();
        var different = new TreeMap<String, String>();
        int pairs = 0;
        for (var kind : Kind.values()) {
            for (var folder : folders(kind)) {
                var name = kind.folder + "/" + folder.getFileName();
                var old = folder.resolve("old" + kind.ending);
                var update = folder.resolve("new" + kind.ending);
                if (!Files.exists(old)) {
                    continue;
                }
                pairs++;
                different(kind, name, old, update, different);
                different(kind, name + " back", update, old, different);
            }
        }
        var unexplained = new TreeMap<>(different);
        unexplained.keySet().removeAll(explained);
        var vanished = new TreeSet<>(explained);
        vanished.removeAll(different.keySet());
        System.out.println(
                "figures: " + 2 * pairs + " comparisons, " + different.size() + " differ");
        assertTrue(pairs > 150, pairs + " pairs");
        assertEquals(Map.of(), unexplained, "differences that nothing explains");
        assertEquals(new TreeSet<String>(), vanished, "differences that are none");
    }

    private enum Kind {
        AVRO("avro", ".avsc", Format.AVRO),
        PROTOBUF("protobuf", ".proto", Format.PROTOBUF),
        JSON("json", ".schema.json", Format.JSON);

        private final String folder;
        private final String ending;
        private final Format format;

        Kind(String folder, String ending, Format format) {
            this.folder = folder;
            this.ending = ending;
            this.format = format;
        }
    }

    private static List<Path> folders(Kind kind) throws IOException {
        try (var folders = Files.list(GOLDEN.resolve(kind.folder))) {
            return folders.sorted().toList();
        }
    }

    private static void different(
            Kind kind, String name, Path old, Path update, Map<String, String> into)
            throws Exception {
        var before = Files.readString(old);
        var after = Files.readString(update);
        var ours =
                verdict(
                        SchemaDiff.compare(
                                new Side("old", parsed(kind, before)),
                                new Side("new", parsed(kind, after)),
                                Policy.STRICT));
        var theirs = theirs(kind, name.replace('/', '.').replace(' ', '.'), before, after);
        if (!ours.equals(theirs)) {
            into.put(name, "ours: " + ours + ", theirs: " + theirs);
        }
    }

    private static ParsedSchema parsed(Kind kind, String text) {
        return assertInstanceOf(
                        SchemaText.Result.Parsed.class,
                        SchemaText.parse(kind.format, "x", text, List.of()))
                .schema();
    }

    private static String verdict(SchemaDiff.Result result) {
        return result instanceof SchemaDiff.Result.Compared(var comparison)
                        && comparison.verdict().backward()
                ? "compatible"
                : "incompatible";
    }

    private static String theirs(Kind kind, String subject, String before, String after)
            throws IOException, InterruptedException {
        var type = kind.name();
        var registered =
                server.call(
                        "POST",
                        "/subjects/" + subject + "/versions",
                        ApicurioServer.draft(type, before, List.of()));
        if (registered.status() != 200) {
            return "refuses the old schema";
        }
        level(subject, "BACKWARD");
        var answer =
                server.call(
                        "POST",
                        "/compatibility/subjects/" + subject + "/versions/latest",
                        ApicurioServer.draft(type, after, List.of()));
        if (answer.status() != 200) {
            return "refuses the new schema";
        }
        return answer.json().path("is_compatible").asBoolean() ? "compatible" : "incompatible";
    }

    private static void level(String subject, String level)
            throws IOException, InterruptedException {
        var body = JSON.createObjectNode().put("compatibility", level);
        var answer = server.call("PUT", "/config/" + subject, body);
        assertEquals(200, answer.status(), answer.toString());
    }

    /// The names in the file; a line with `#` gives the reason for those under it.
    private static TreeSet<String> explained() throws IOException {
        var names = new TreeSet<String>();
        boolean reasoned = false;
        var doubled = new ArrayList<String>();
        for (var line : Files.readAllLines(DIFFERENCES)) {
            if (line.startsWith("#")) {
                reasoned = true;
            } else if (line.isBlank()) {
                reasoned = false;
            } else {
                assertTrue(reasoned, line + " stands there without a reason");
                if (!names.add(line)) {
                    doubled.add(line);
                }
            }
        }
        assertEquals(List.of(), doubled);
        return names;
    }

    private static String avro(String more) {
        return "{\"type\":\"record\",\"name\":\"Pay\",\"fields\":[{\"name\":\"a\",\"type\":\"int\"}"
                + more
                + "]}";
    }
}
