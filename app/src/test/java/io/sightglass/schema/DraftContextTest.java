package io.sightglass.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.model.Format;
import io.sightglass.schema.LocalSchemas.Problem;
import io.sightglass.schema.SchemaText.Result;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class DraftContextTest {
    @TempDir Path folder;

    private void write(String path, String text) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static Problem problem(Result result) {
        return assertInstanceOf(Result.Failed.class, result).problems().getFirst();
    }

    private static void parses(Result result) {
        assertInstanceOf(Result.Parsed.class, result, () -> result.toString());
    }

    @Test
    void anAvroDraftUsesTheTypesBesideIt() throws IOException {
        write(
                "a/item.avsc",
                "{\"type\":\"record\",\"name\":\"Item\",\"namespace\":\"c\",\"fields\":[]}");
        write("a/order.avsc", "{\"type\":\"record\",\"name\":\"Order\",\"fields\":[]}");
        var context = DraftContext.inFolder(folder, "a/order.avsc", Format.AVRO);
        parses(
                context.parse(
                        "{\"type\":\"record\",\"name\":\"Order\",\"namespace\":\"c\",\"fields\":"
                                + "[{\"name\":\"i\",\"type\":\"Item\"}]}"));
        var wrong = problem(context.parse("{\n  \"type\": \"record\",\n  \"name\" \"Order\"\n}"));
        assertEquals(3, wrong.line());
        assertTrue(wrong.text().startsWith("a/order.avsc:3:"), wrong.text());
    }

    @Test
    void aProtobufDraftImportsTheFilesBesideIt() throws IOException {
        write("v1/item.proto", "syntax = \"proto3\";\npackage c;\nmessage Item {}\n");
        write("v1/order.proto", "syntax = \"proto3\";\n");
        var context = DraftContext.inFolder(folder, "v1/order.proto", Format.PROTOBUF);
        for (var name : new String[] {"v1/item.proto", "item.proto"}) {
            parses(
                    context.parse(
                            "syntax = \"proto3\";\nimport \""
                                    + name
                                    + "\";\nmessage Order {\n  c.Item i = 1;\n}\n"));
        }
        var wrong =
                problem(context.parse("syntax = \"proto3\";\nmessage Order {\n  Item i = 1;\n}\n"));
        assertEquals(3, wrong.line());
    }

    @Test
    void anIdlDraftImportsToo() throws IOException {
        write(
                "item.avsc",
                "{\"type\":\"record\",\"name\":\"Item\",\"namespace\":\"c\",\"fields\":[]}");
        var context = DraftContext.inFolder(folder, "p.avdl", Format.AVRO);
        parses(
                context.parse(
                        "@namespace(\"c\") protocol P {\n  import schema \"item.avsc\";\n"
                                + "  record R { Item i; }\n}\n"));
    }

    @Test
    void aJsonSchemaDraftIsChecked() {
        var context = DraftContext.alone("order", Format.JSON);
        parses(context.parse("{\"type\": \"object\"}"));
        var wrong = problem(context.parse("{\n \"type\": 7\n}"));
        assertEquals(2, wrong.line());
        assertTrue(wrong.file().startsWith("order."), wrong.file());
    }
}
