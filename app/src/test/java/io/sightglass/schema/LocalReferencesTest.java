package io.sightglass.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.schema.ReferenceGraph.Item;
import io.sightglass.schema.ReferenceGraph.State;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

class LocalReferencesTest {
    @TempDir Path folder;

    private void write(String path, String text) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private ReferenceGraph around(String path) {
        return LocalReferences.find(LocalSchemas.read(List.of(folder)), folder, path);
    }

    /// How many steps away each file is.
    private static Map<String, Integer> layers(ReferenceGraph graph) {
        return graph.items().stream().collect(Collectors.toMap(Item::name, Item::layer));
    }

    private static List<String> arrows(ReferenceGraph graph) {
        return graph.arrows().stream()
                .map(arrow ->
                        graph.items().get(arrow.from()).name()
                                + " > "
                                + graph.items().get(arrow.to()).name())
                .sorted()
                .toList();
    }

    @Test
    void protobufFilesImportEachOther() throws Exception {
        write(
                "v1/item.proto",
                "syntax = \"proto3\"; package a;"
                        + " import \"google/protobuf/timestamp.proto\";"
                        + " message Item { google.protobuf.Timestamp at = 1; }");
        write(
                "v1/order.proto",
                "syntax = \"proto3\"; package a; import \"item.proto\";"
                        + " message Order { Item item = 1; }");
        write(
                "v1/service.proto",
                "syntax = \"proto3\"; package a; import \"order.proto\";"
                        + " service S { rpc Get(Order) returns (Order); }");
        write("v1/alone.proto", "syntax = \"proto3\"; package a; message Alone {}");
        var graph = around("v1/order.proto");
        assertEquals(
                Map.of("v1/order.proto", 0, "v1/item.proto", 1, "v1/service.proto", -1),
                layers(graph));
        assertEquals(
                List.of("v1/order.proto > v1/item.proto", "v1/service.proto > v1/order.proto"),
                arrows(graph));
        assertEquals(1, around("v1/alone.proto").items().size());
    }

    @Test
    void avroSchemasUseTheNearestFileThatDeclaresAType() throws Exception {
        var item = "{\"type\":\"record\",\"name\":\"a.Item\",\"fields\":[]}";
        write("v1/item.avsc", item);
        write("v2/item.avsc", item);
        write(
                "v2/order.avsc",
                "{\"type\":\"record\",\"name\":\"a.Order\",\"fields\":"
                        + "[{\"name\":\"item\",\"type\":\"a.Item\"}]}");
        assertEquals(List.of("v2/order.avsc > v2/item.avsc"), arrows(around("v2/item.avsc")));
        assertEquals(1, around("v1/item.avsc").items().size());
    }

    @Test
    void jsonSchemasReferToFilesThatMayBeMissing() throws Exception {
        write(
                "a/order.schema.json",
                "{\"properties\":{\"item\":{\"$ref\":\"../b/item.schema.json#/$defs/Item\"},"
                        + "\"gone\":{\"$ref\":\"gone.schema.json\"},"
                        + "\"self\":{\"$ref\":\"#/properties/item\"},"
                        + "\"far\":{\"$ref\":\"https://example.com/x.json\"},"
                        + "\"out\":{\"$ref\":\"../../etc/passwd\"}}}");
        write("b/item.schema.json", "{\"$defs\":{\"Item\":{\"type\":\"object\"}}}");
        var graph = around("a/order.schema.json");
        assertEquals(
                Map.of("a/order.schema.json", 0, "b/item.schema.json", 1, "a/gone.schema.json", 1),
                layers(graph));
        assertTrue(
                graph.items().stream()
                        .allMatch(item ->
                                item.state() == State.ABSENT == item.name().contains("gone")));
        assertEquals(-1, layers(around("b/item.schema.json")).get("a/order.schema.json"));
    }

    @Test
    void aCircleIsDrawnAndSaid() throws Exception {
        write("a.schema.json", "{\"$ref\":\"b.schema.json\"}");
        write("b.schema.json", "{\"$ref\":\"a.schema.json\"}");
        var graph = around("a.schema.json");
        assertTrue(graph.isCircular());
        assertEquals(2, graph.items().size());
        assertFalse(graph.cut());
    }
}
