package io.sightglass.playground.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/// The registry through real HTTP, held against what Confluent's API reference says.
class RegistryServerTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String V1 =
            "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"int\"}]}";
    private static final String V2 =
            "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"int\"},"
                    + "{\"name\":\"b\",\"type\":\"int\",\"default\":0}]}";
    private static final String INCOMPATIBLE =
            "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"int\"},"
                    + "{\"name\":\"c\",\"type\":\"int\"}]}";

    private record Reply(int status, JsonNode json, String text, String contentType) {
        int code() {
            return json.path("error_code").asInt(0);
        }
    }

    private final HttpClient client = HttpClient.newHttpClient();
    private RegistryServer server;

    @BeforeEach
    void start() throws IOException {
        server = RegistryServer.start(new SchemaStore());
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    private Reply call(String method, String path, String body) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(server.url() + path))
                        .method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body))
                        .build();
        var response = client.send(request, BodyHandlers.ofString());
        JsonNode json;
        try {
            json = JSON.readTree(response.body());
        } catch (tools.jackson.core.JacksonException e) {
            json = JSON.createObjectNode();
        }
        return new Reply(
                response.statusCode(),
                json,
                response.body(),
                response.headers().firstValue("Content-Type").orElse(""));
    }

    private Reply get(String path) throws Exception {
        return call("GET", path, "");
    }

    private Reply delete(String path) throws Exception {
        return call("DELETE", path, "");
    }

    private static String schema(String text) {
        return JSON.createObjectNode().put("schema", text).toString();
    }

    private static String typed(String type, String text) {
        return JSON.createObjectNode().put("schema", text).put("schemaType", type).toString();
    }

    private Reply register(String subject, String text) throws Exception {
        return call("POST", "/subjects/" + subject + "/versions", schema(text));
    }

    private static void refused(Reply reply, int status, int code) {
        assertEquals(code, reply.code(), reply.text());
        assertEquals(status, reply.status(), reply.text());
        assertFalse(reply.json().path("message").asString("").isEmpty(), reply.text());
        assertFalse(reply.text().contains("\tat "), reply.text());
    }

    @Test
    void registersAndAnswersByEveryName() throws Exception {
        var registered = register("r-value", V1);
        assertEquals(200, registered.status(), registered.text());
        assertEquals("application/vnd.schemaregistry.v1+json", registered.contentType());
        int id = registered.json().path("id").asInt();
        var guid = registered.json().path("guid").asString();

        assertEquals("[\"r-value\"]", get("/subjects").text());
        assertEquals("[1]", get("/subjects/r-value/versions").text());
        for (var version : new String[] {"1", "latest", "-1"}) {
            var found = get("/subjects/r-value/versions/" + version).json();
            assertEquals("r-value", found.path("subject").asString());
            assertEquals(1, found.path("version").asInt());
            assertEquals(id, found.path("id").asInt());
            assertEquals(V1, found.path("schema").asString());
            assertEquals("AVRO", found.path("schemaType").asString());
            assertFalse(found.has("references"));
        }
        assertEquals(V1, get("/subjects/r-value/versions/1/schema").text());
        assertEquals(V1, get("/schemas/ids/" + id).json().path("schema").asString());
        assertEquals(V1, get("/schemas/ids/" + id + "/schema").text());
        assertEquals("[\"r-value\"]", get("/schemas/ids/" + id + "/subjects").text());
        assertEquals(
                "[{\"subject\":\"r-value\",\"version\":1}]",
                get("/schemas/ids/" + id + "/versions").text());
        assertEquals(V1, get("/schemas/guids/" + guid).json().path("schema").asString());
        assertEquals(id, get("/schemas/guids/" + guid + "/ids").json().path(0).path("id").asInt());
        assertEquals("[\".\"]", get("/contexts").text());
        assertEquals(200, get("/").status());
        assertTrue(get("/schemas/types").text().contains("PROTOBUF"));
    }

    @Test
    void theSameSchemaHasTheSameIdAndGuidEverywhere() throws Exception {
        var first = register("a", V1).json();
        var spaced = register("b", V1.replace(",", " , ")).json();
        var again = register("a", V1).json();
        var other = register("a", V2).json();
        assertEquals(first.path("id"), spaced.path("id"));
        assertEquals(first.path("guid"), spaced.path("guid"));
        assertEquals(1, again.path("version").asInt());
        assertNotEquals(first.path("id"), other.path("id"));
        assertEquals(2, other.path("version").asInt());

        try (var second = RegistryServer.start(new SchemaStore())) {
            var request =
                    HttpRequest.newBuilder(URI.create(second.url() + "/subjects/z/versions"))
                            .POST(BodyPublishers.ofString(schema(V1)))
                            .build();
            var body = client.send(request, BodyHandlers.ofString()).body();
            assertEquals(first.path("guid"), JSON.readTree(body).path("guid"));
        }
    }

    @Test
    void looksUpWhatIsRegistered() throws Exception {
        register("r", V1);
        var found = call("POST", "/subjects/r?normalize=true", schema(V1));
        assertEquals(1, found.json().path("version").asInt());
        refused(call("POST", "/subjects/r", schema(V2)), 404, 40403);
        refused(call("POST", "/subjects/nobody", schema(V1)), 404, 40401);
        refused(call("POST", "/subjects/r", schema("{")), 422, 42201);
    }

    @Test
    void saysWhatIsNotThere() throws Exception {
        register("r", V1);
        refused(get("/subjects/nobody/versions"), 404, 40401);
        refused(get("/subjects/nobody/versions/1"), 404, 40401);
        refused(get("/subjects/r/versions/7"), 404, 40402);
        refused(get("/subjects/r/versions/none"), 422, 42202);
        refused(get("/subjects/r/versions/0"), 422, 42202);
        refused(get("/schemas/ids/90417"), 404, 40403);
        refused(get("/schemas/guids/00000000-0000-0000-0000-000000000000"), 404, 40403);
        refused(get("/schemas/guids/none"), 404, 40403);
        refused(get("/schemas/ids/none"), 404, 404);
        refused(get("/no/such/thing"), 404, 404);
        refused(get("/subjects/r/versions/1/none"), 404, 404);
        refused(call("PUT", "/subjects", ""), 405, 405);
        refused(delete("/schemas/ids/1"), 405, 405);
    }

    @Test
    void deletesSoftlyThenForGood() throws Exception {
        int id = register("r", V1).json().path("id").asInt();
        register("r", V2);
        refused(delete("/subjects/r/versions/1?permanent=true"), 404, 40407);
        assertEquals("1", delete("/subjects/r/versions/1").text());
        refused(delete("/subjects/r/versions/1"), 404, 40406);
        refused(get("/subjects/r/versions/1"), 404, 40402);
        assertTrue(get("/subjects/r/versions/1?deleted=true").json().path("deleted").asBoolean());
        assertEquals("[2]", get("/subjects/r/versions").text());
        assertEquals("[1,2]", get("/subjects/r/versions?deleted=true").text());
        assertEquals("[1]", get("/subjects/r/versions?deletedOnly=true").text());
        assertEquals(200, get("/schemas/ids/" + id).status(), "ids outlive a soft deletion");

        refused(delete("/subjects/r?permanent=true"), 404, 40405);
        assertEquals("[2]", delete("/subjects/r").text());
        refused(delete("/subjects/r"), 404, 40404);
        refused(get("/subjects/r/versions"), 404, 40401);
        assertEquals("[]", get("/subjects").text());
        assertEquals("[\"r\"]", get("/subjects?deleted=true").text());
        assertEquals("[\"r\"]", get("/subjects?deletedOnly=true").text());
        assertEquals(3, register("r", V1).json().path("version").asInt(), "numbers go on");
        assertEquals(id, register("r", V1).json().path("id").asInt());

        assertEquals("[3]", delete("/subjects/r").text());
        assertEquals("[1,2,3]", delete("/subjects/r?permanent=true").text());
        refused(get("/schemas/ids/" + id), 404, 40403);
        assertEquals(1, register("r", V1).json().path("version").asInt(), "a new beginning");
    }

    @Test
    void keepsReferencesMetadataAndRules() throws Exception {
        var item = "syntax = \"proto3\"; package p; message Item { string name = 1; }";
        register("noise", V1);
        assertEquals(
                200, call("POST", "/subjects/item/versions", typed("PROTOBUF", item)).status());
        var order =
                """
                {"schemaType": "PROTOBUF",
                 "schema": "syntax = \\"proto3\\"; package p; import \\"item.proto\\"; message Order { Item item = 1; }",
                 "references": [{"name": "item.proto", "subject": "item", "version": 1}],
                 "metadata": {"properties": {"owner": "order-desk"}},
                 "ruleSet": {"domainRules": [{"name": "r", "kind": "CONDITION", "type": "CEL",
                     "mode": "WRITE", "expr": "true"}]}}
                """;
        var registered = call("POST", "/subjects/order/versions", order);
        assertEquals(200, registered.status(), registered.text());
        int id = registered.json().path("id").asInt();
        var sent = JSON.readTree(order);
        for (var path : new String[] {"/subjects/order/versions/1", "/schemas/ids/" + id}) {
            var found = get(path).json();
            assertEquals("PROTOBUF", found.path("schemaType").asString());
            assertEquals(sent.path("references"), found.path("references"));
            assertEquals(sent.path("metadata"), found.path("metadata"));
            assertEquals(sent.path("ruleSet"), found.path("ruleSet"));
        }
        assertEquals("[" + id + "]", get("/subjects/item/versions/1/referencedby").text());
        refused(delete("/subjects/item/versions/1"), 422, 42206);
        refused(delete("/subjects/item"), 422, 42206);
        refused(
                call(
                        "POST",
                        "/subjects/x/versions",
                        order.replace("\"version\": 1", "\"version\": 9")),
                422,
                42201);
    }

    @Test
    void refersBetweenAvroSchemas() throws Exception {
        register("r", V1);
        var outer =
                JSON.createObjectNode()
                        .put(
                                "schema",
                                "{\"type\":\"record\",\"name\":\"O\",\"fields\":[{\"name\":\"r\",\"type\":\"R\"}]}");
        refused(call("POST", "/subjects/o/versions", outer.toString()), 422, 42201);
        outer.putArray("references")
                .addObject()
                .put("name", "R")
                .put("subject", "r")
                .put("version", 1);
        var registered = call("POST", "/subjects/o/versions", outer.toString());
        assertEquals(200, registered.status(), registered.text());
    }

    @Test
    void decidesAvroCompatibilityByLevel() throws Exception {
        register("r", V1);
        var path = "/compatibility/subjects/r/versions/latest?verbose=true";
        assertTrue(call("POST", path, schema(V2)).json().path("is_compatible").asBoolean());
        var bad = call("POST", path, schema(INCOMPATIBLE)).json();
        assertFalse(bad.path("is_compatible").asBoolean());
        assertTrue(
                bad.path("messages").toString().contains("READER_FIELD_MISSING_DEFAULT_VALUE"),
                bad.toString());
        refused(register("r", INCOMPATIBLE), 409, 409);

        assertEquals(
                "{\"compatibility\":\"FORWARD\"}",
                call("PUT", "/config/r", "{\"compatibility\":\"forward\"}").text());
        assertTrue(
                call("POST", path, schema(INCOMPATIBLE)).json().path("is_compatible").asBoolean());
        call("PUT", "/config/r", "{\"compatibility\":\"FULL\"}");
        assertFalse(
                call("POST", path, schema(INCOMPATIBLE)).json().path("is_compatible").asBoolean());
        call("PUT", "/config/r", "{\"compatibility\":\"NONE\"}");
        assertEquals(2, register("r", INCOMPATIBLE).json().path("version").asInt());

        // a is gone in the latest version: a check against all versions still sees it
        call("PUT", "/config/r", "{\"compatibility\":\"BACKWARD\"}");
        var onlyC = V1.replace("\"a\"", "\"c\"");
        var every = "/compatibility/subjects/r/versions?verbose=true";
        assertTrue(call("POST", every, schema(onlyC)).json().path("is_compatible").asBoolean());
        call("PUT", "/config/r", "{\"compatibility\":\"BACKWARD_TRANSITIVE\"}");
        assertFalse(call("POST", every, schema(onlyC)).json().path("is_compatible").asBoolean());

        refused(call("POST", "/compatibility/subjects/r/versions/9", schema(V1)), 404, 40402);
        refused(call("POST", "/compatibility/subjects/nobody/versions/1", schema(V1)), 404, 40401);
        assertTrue(
                call("POST", "/compatibility/subjects/nobody/versions", schema(V1))
                        .json()
                        .path("is_compatible")
                        .asBoolean(),
                "anything can be the first version");
    }

    @Test
    void decidesJsonSchemaCompatibility() throws Exception {
        var object = "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"%s\"}}}";
        call("POST", "/subjects/j/versions", typed("JSON", object.formatted("integer")));
        var path = "/compatibility/subjects/j/versions/latest?verbose=true";
        var wider = typed("JSON", object.formatted("number"));
        assertTrue(call("POST", path, wider).json().path("is_compatible").asBoolean());
        var other = typed("JSON", object.formatted("string"));
        var answer = call("POST", path, other).json();
        assertFalse(answer.path("is_compatible").asBoolean());
        var messages = answer.path("messages");
        assertTrue(
                messages.get(0).asString().startsWith("{errorType:'TYPE_CHANGED', description:'"),
                answer.toString());
        assertTrue(
                messages.get(0).asString().endsWith("at path #/properties/a'}"), answer.toString());
        assertEquals("{oldSchemaVersion: 1}", messages.get(1).asString());
        assertTrue(messages.get(2).asString().startsWith("{oldSchema: '{"), answer.toString());
        assertEquals(
                "{validateFields: 'false', compatibility: 'BACKWARD'}", messages.get(3).asString());
        refused(call("POST", "/subjects/j/versions", other), 409, 409);
        var silent = call("POST", path.replace("?verbose=true", ""), other).json();
        assertFalse(silent.has("messages"), silent.toString());
        refused(call("POST", "/subjects/j/versions", schema(V1)), 409, 409);
    }

    @Test
    void decidesThroughReferencesOfJsonSchemas() throws Exception {
        call("POST", "/subjects/item/versions", typed("JSON", "{\"type\":\"integer\"}"));
        call("PUT", "/config/item", "{\"compatibility\":\"NONE\"}");
        call("POST", "/subjects/item/versions", typed("JSON", "{\"type\":\"string\"}"));
        var outer =
                """
                {"schemaType": "JSON", "schema": "{\\"$ref\\": \\"item.json\\"}",
                 "references": [{"name": "item.json", "subject": "item", "version": %d}]}
                """;
        assertEquals(200, call("POST", "/subjects/o/versions", outer.formatted(1)).status());
        refused(call("POST", "/subjects/o/versions", outer.formatted(2)), 409, 409);
    }

    @Test
    void decidesProtobufCompatibility() throws Exception {
        var proto = "syntax = \"proto3\"; message Order { %s a = 1; }";
        call("POST", "/subjects/p/versions", typed("PROTOBUF", proto.formatted("int32")));
        var path = "/compatibility/subjects/p/versions/latest?verbose=true";
        var wider = typed("PROTOBUF", proto.formatted("int64"));
        assertTrue(call("POST", path, wider).json().path("is_compatible").asBoolean());
        var answer = call("POST", path, typed("PROTOBUF", proto.formatted("string"))).json();
        assertFalse(answer.path("is_compatible").asBoolean());
        assertTrue(
                answer.path("messages")
                        .get(0)
                        .asString()
                        .startsWith("{errorType:'FIELD_SCALAR_KIND_CHANGED', description:'"),
                answer.toString());
        // Confluent's verdict goes one way at a time: a message that is new is none of the old
        var more = typed("PROTOBUF", proto.formatted("int32") + " message More {}");
        assertTrue(call("POST", path, more).json().path("is_compatible").asBoolean());
        call("PUT", "/config/p", "{\"compatibility\":\"FORWARD\"}");
        assertFalse(call("POST", path, more).json().path("is_compatible").asBoolean());
    }

    @Test
    void keepsLevelsAndMode() throws Exception {
        assertEquals("{\"compatibilityLevel\":\"BACKWARD\"}", get("/config").text());
        refused(get("/config/r"), 404, 40408);
        assertEquals(
                "{\"compatibilityLevel\":\"BACKWARD\"}",
                get("/config/r?defaultToGlobal=true").text());
        call("PUT", "/config", "{\"compatibility\":\"FULL_TRANSITIVE\"}");
        assertEquals("{\"compatibilityLevel\":\"FULL_TRANSITIVE\"}", get("/config").text());
        call("PUT", "/config/r", "{\"compatibility\":\"NONE\"}");
        assertEquals("{\"compatibilityLevel\":\"NONE\"}", get("/config/r").text());
        assertEquals("{\"compatibilityLevel\":\"NONE\"}", delete("/config/r").text());
        refused(delete("/config/r"), 404, 40408);
        refused(call("PUT", "/config", "{\"compatibility\":\"SIDEWAYS\"}"), 422, 42203);
        assertEquals("{\"mode\":\"READWRITE\"}", get("/mode").text());
        refused(get("/mode/r"), 404, 40409);
        assertEquals("{\"mode\":\"READWRITE\"}", get("/mode/r?defaultToGlobal=true").text());
    }

    @Test
    void pagesAndFilters() throws Exception {
        for (var subject : new String[] {"a-1", "a-2", "b-1"}) {
            register(subject, V1);
        }
        register("a-1", V2);
        assertEquals("[\"a-1\",\"a-2\"]", get("/subjects?subjectPrefix=a-").text());
        assertEquals("[\"a-2\"]", get("/subjects?offset=1&limit=1").text());
        assertEquals("[2]", get("/subjects/a-1/versions?offset=1").text());
        assertEquals(4, get("/schemas").json().size());
        assertEquals(3, get("/schemas?latestOnly=true").json().size());
        assertEquals(2, get("/schemas?subjectPrefix=a-1").json().size());
        refused(get("/subjects?limit=many"), 400, 400);
    }

    @Test
    void takesAnySubjectName() throws Exception {
        assertEquals(200, register("a%2Fb%20c+d", V1).status());
        assertEquals("[\"a/b c+d\"]", get("/subjects").text());
        assertEquals("[1]", get("/subjects/a%2Fb%20c+d/versions").text());
    }

    @Test
    void refusesBrokenRequests() throws Exception {
        var path = "/subjects/r/versions";
        refused(call("POST", path, "{"), 400, 400);
        refused(call("POST", path, "[]"), 400, 400);
        refused(call("POST", path, "{}"), 422, 42201);
        refused(call("POST", path, typed("XML", "<a/>")), 422, 42201);
        refused(call("POST", path, schema("{\"type\":\"record\"}")), 422, 42201);
        refused(
                call("POST", path, schema("{\"type\":\"record\",\"name\":\"R\",\"fields\":[1]}")),
                422,
                42201);
        refused(call("POST", path, schema("[".repeat(100_000))), 422, 42201);
        refused(call("POST", path, typed("JSON", "[".repeat(100_000))), 422, 42201);
        refused(call("POST", path, typed("JSON", "3")), 422, 42201);
        refused(call("POST", path, typed("PROTOBUF", "message {")), 422, 42201);
        refused(call("POST", path, schema(" ".repeat(9 << 20))), 413, 413);
        assertEquals("[]", get("/subjects").text());
    }

    @Test
    void survivesClientsThatTalkNonsense() throws Exception {
        int port = URI.create(server.url()).getPort();
        for (var nonsense :
                new String[] {
                    "\u0000\u0001\u0002\r\n\r\n",
                    "GET\r\n\r\n",
                    "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                    ""
                }) {
            try (var socket = new Socket("127.0.0.1", port)) {
                socket.getOutputStream().write(nonsense.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        assertEquals(200, get("/subjects").status());
    }
}
