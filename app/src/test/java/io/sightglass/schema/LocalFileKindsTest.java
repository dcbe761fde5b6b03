package io.sightglass.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import com.google.protobuf.UnknownFieldSet;

import io.sightglass.model.Part;

import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Avro IDL, Avro protocols and descriptor sets in a schema folder.
class LocalFileKindsTest {
    @TempDir Path folder;

    private void write(String path, String text) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private LocalSchemas read() {
        return LocalSchemas.read(List.of(folder));
    }

    private List<String> problems() {
        return read().problems().stream()
                .map(problem -> problem.text().replace(folder + "/", ""))
                .toList();
    }

    private static List<String> files(LocalSchemas schemas) {
        return schemas.files().stream()
                .map(file -> file.path() + " " + file.format() + " " + file.types())
                .toList();
    }

    private static Schema avro(LocalSchemas schemas, String path, String type) {
        var found = schemas.find(path, type).orElseThrow();
        return ((ParsedSchema.Avro) found.parsed()).schema();
    }

    @Test
    void idlFilesDeclareTypesAndImportOfEveryKind() throws IOException {
        write(
                "orders/order.avdl",
                """
                @namespace("coffeeco")
                protocol Orders {
                  import idl "../shared/money.avdl"; // "import idl" in a comment is nothing
                  import protocol "people.avpr";
                  import schema "item.avsc";
                  /** One order. */
                  record Order {
                    string id;
                    Money total;
                    array<Item> items = [];
                    Person? who = null;
                    @logicalType("timestamp-micros") long at;
                    string note = "import idl \\"../../outside.avdl\\";";
                  }
                  enum State { PAID, CANCELED }
                  void place(Order order) oneway;
                }
                """);
        write(
                "shared/money.avdl",
                "@namespace(\"coffeeco\") protocol M { record Money { long cents; } }");
        write(
                "orders/people.avpr",
                """
                {"protocol": "People", "namespace": "coffeeco", "types": [
                  {"type": "record", "name": "Person", "fields": [
                    {"name": "name", "type": "string"}]}], "messages": {}}
                """);
        write(
                "orders/item.avsc",
                "{\"type\":\"record\",\"name\":\"Item\",\"namespace\":\"coffeeco\",\"fields\":["
                        + "{\"name\":\"coffee\",\"type\":\"string\"}]}");
        write("single.avdl", "namespace x.y; schema array<Cup>; record Cup { int size; }");
        write("topics.yaml", "topics: {o: {value: orders/order.avdl#coffeeco.Order}}");
        assertEquals(List.of(), problems());
        var schemas = read();
        assertEquals(
                List.of(
                        "orders/item.avsc AVRO [coffeeco.Item]",
                        "orders/order.avdl AVRO [coffeeco.Order, coffeeco.Money, coffeeco.Item,"
                                + " coffeeco.Person, coffeeco.State]",
                        "orders/people.avpr AVRO [coffeeco.Person]",
                        "shared/money.avdl AVRO [coffeeco.Money]",
                        "single.avdl AVRO [x.y.Cup]"),
                files(schemas));
        var order = avro(schemas, "orders/order.avdl", "");
        assertEquals("coffeeco.Order", order.getFullName());
        assertEquals("coffeeco.Money", order.getField("total").schema().getFullName());
        assertEquals("timestamp-micros", order.getField("at").schema().getLogicalType().getName());
        assertEquals("import idl \"../../outside.avdl\";", order.getField("note").defaultVal());
        assertEquals(Schema.Type.ARRAY, avro(schemas, "single.avdl", "").getType());
        assertEquals(
                Schema.Type.ENUM, avro(schemas, "orders/order.avdl", "coffeeco.State").getType());
        assertEquals("coffeeco.Order", schemas.bound("o", Part.VALUE).orElseThrow().info().name());
        assertTrue(
                schemas.byFingerprint(SchemaNormalization.parsingFingerprint64(order)).isPresent());
    }

    @Test
    void idlFilesThatAreWrongSayWhere() throws IOException {
        write("syntax.avdl", "protocol P {\n  record R {\n    string = 1;\n  }\n}\n");
        write("letter.avdl", "protocol P {\n  # record R {}\n}\n");
        write("undefined.avdl", "protocol P {\n  record R {\n    Gone gone;\n  }\n}\n");
        write("twice.avdl", "protocol P {\n  record R {}\n  record R { int x; }\n}\n");
        write("lost.avdl", "protocol P {\n  import idl \"gone.avdl\";\n}\n");
        write("deep/out.avdl", "protocol P {\n  import idl \"../../etc/passwd.avdl\";\n}\n");
        write("abs.avdl", "protocol P {\n  import schema \"/etc/passwd\";\n}\n");
        write("url.avdl", "protocol P {\n  import schema \"file:///etc/passwd\";\n}\n");
        write("escape.avdl", "protocol P {\n  import schema \"\\u002e./x.avsc\";\n}\n");
        write("user.avdl", "protocol P {\n  import idl \"syntax.avdl\";\n}\n");
        var problems = problems();
        assertTrue(
                problems.stream().anyMatch(text -> text.startsWith("syntax.avdl:3:12: ")),
                problems.toString());
        assertTrue(
                problems.stream().anyMatch(text -> text.startsWith("letter.avdl:2:3: ")),
                problems.toString());
        assertTrue(
                problems.contains("undefined.avdl:3:5: \"Gone\" is neither declared nor imported."),
                problems.toString());
        assertTrue(
                problems.stream().anyMatch(text -> text.startsWith("twice.avdl:")),
                problems.toString());
        assertTrue(
                problems.containsAll(
                        List.of(
                                "lost.avdl:2:14: there is no file gone.avdl in this folder.",
                                "deep/out.avdl:2:14: this import leads out of the folder, so it is"
                                        + " not read.",
                                "abs.avdl:2:17: an import names a file of this folder by its"
                                        + " relative path.",
                                "url.avdl:2:17: an import names a file of this folder by its"
                                        + " relative path.",
                                "escape.avdl:2:17: an import names a file of this folder by its"
                                        + " relative path.")),
                problems.toString());
        assertEquals(10, read().files().size());
        assertTrue(read().files().stream().allMatch(file -> file.problem() != null));
    }

    @Test
    void idlFilesThatImportOneAnotherAreReadOnce() throws IOException {
        write("a.avdl", "protocol A { import idl \"b.avdl\"; record Ra { int x; } }");
        write("b.avdl", "protocol B { import idl \"a.avdl\"; record Rb { int y; } }");
        assertEquals(List.of(), problems());
        assertEquals(List.of("a.avdl AVRO [Ra]", "b.avdl AVRO [Rb]"), files(read()));
    }

    @Test
    void protocolsThatAreWrongSayWhere() throws IOException {
        write("json.avpr", "{\"protocol\": \"P\"");
        write("name.avpr", "{\"types\": []}");
        write(
                "type.avpr",
                """
                {"protocol": "P", "types": [
                  {"type": "record", "name": "R", "fields": [
                    {"name": "x", "type": "Gone"}]}]}
                """);
        write("none.avpr", "{\"protocol\": \"P\"}");
        assertEquals(
                List.of(
                        "json.avpr:1:17: expected ',' or '}', found the end of the file.",
                        "name.avpr:1:1: a protocol needs its name as \"protocol\".",
                        "type.avpr:3:27: \"Gone\" is neither a primitive type nor a type that is"
                                + " defined before it."),
                problems());
        assertTrue(read().find("none.avpr", "").isEmpty());
    }

    private static FileDescriptorProto.Builder file(String name, String message) {
        return FileDescriptorProto.newBuilder()
                .setName(name)
                .setPackage("shop")
                .setSyntax("proto3")
                .addMessageType(DescriptorProto.newBuilder().setName(message));
    }

    private static FieldDescriptorProto field(String name, int number, String type) {
        return FieldDescriptorProto.newBuilder()
                .setName(name)
                .setNumber(number)
                .setTypeName(type)
                .setType(FieldDescriptorProto.Type.TYPE_MESSAGE)
                .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL)
                .build();
    }

    private void write(String path, FileDescriptorProto.Builder... files) throws IOException {
        var set = FileDescriptorSet.newBuilder();
        for (var file : files) {
            set.addFile(file);
        }
        Files.write(folder.resolve(path), set.build().toByteArray());
    }

    @Test
    void descriptorSetsAreLinkedInAnyOrder() throws IOException {
        var option =
                MessageOptions.newBuilder()
                        .setUnknownFields(
                                UnknownFieldSet.newBuilder()
                                        .addField(
                                                50_001,
                                                UnknownFieldSet.Field.newBuilder()
                                                        .addLengthDelimited(
                                                                ByteString.copyFromUtf8("tag"))
                                                        .build())
                                        .build());
        var order = file("shop/order.proto", "Order");
        order.addDependency("shop/item.proto")
                .addDependency("google/protobuf/timestamp.proto")
                .addDependency("google/type/money.proto")
                .addDependency("buf/validate/validate.proto")
                .getMessageTypeBuilder(0)
                .setOptions(option)
                .addField(field("item", 1, ".shop.Item"))
                .addField(field("at", 2, ".google.protobuf.Timestamp"))
                .addField(field("price", 3, ".google.type.Money"));
        write("shop.desc", order, file("shop/item.proto", "Item"));
        write("image.binpb", file("one.proto", "One"), file("two.proto", "Two"));
        write("topics.yaml", "topics: {o: {value: shop.desc#shop.Item}}");
        assertEquals(List.of(), problems());
        var schemas = read();
        assertEquals(
                List.of(
                        "image.binpb PROTOBUF [shop.One, shop.Two]",
                        "shop.desc PROTOBUF [shop.Order, shop.Item]"),
                files(schemas));
        var found = schemas.find("shop.desc", "").orElseThrow();
        assertEquals("shop.Order", found.type());
        var message =
                ((ParsedSchema.Protobuf) found.parsed()).file().findMessageTypeByName("Order");
        assertNotNull(message);
        assertEquals(
                "google.type.Money",
                message.findFieldByName("price").getMessageType().getFullName());
        assertTrue(message.getOptions().getUnknownFields().hasField(50_001));
        assertEquals("shop.Two", schemas.find("image.binpb", "shop.Two").orElseThrow().type());
        assertEquals("shop.Item", schemas.bound("o", Part.VALUE).orElseThrow().type());
    }

    @Test
    void descriptorSetsThatAreWrongSaySo() throws IOException {
        Files.write(folder.resolve("garbage.desc"), new byte[] {0x0a, 0x7f, 1, 2});
        Files.write(folder.resolve("empty.desc"), new byte[0]);
        var lacking = file("a.proto", "A").addDependency("b.proto");
        lacking.getMessageTypeBuilder(0).addField(field("b", 1, ".shop.B"));
        write("lacking.desc", lacking);
        write(
                "round.desc",
                file("a.proto", "A").addDependency("b.proto"),
                file("b.proto", "B").addDependency("a.proto"));
        write("twice.desc", file("a.proto", "A"), file("a.proto", "B"));
        var problems = problems();
        assertEquals(5, problems.size(), problems.toString());
        assertEquals("empty.desc: is not a FileDescriptorSet: it holds no file.", problems.get(0));
        assertTrue(
                problems.get(1).startsWith("garbage.desc: is not a FileDescriptorSet: "),
                problems.get(1));
        assertTrue(
                problems.get(2).startsWith("lacking.desc: a.proto cannot be linked: ")
                        && problems.get(2)
                                .endsWith(
                                        "The set lacks b.proto; write it with --include_imports."),
                problems.get(2));
        assertEquals("round.desc: a.proto imports itself.", problems.get(3));
        assertEquals("twice.desc: a.proto is in the set twice.", problems.get(4));
        assertNull(read().files().getFirst().kept());
    }
}
