package io.sightglass.schema;

import org.apache.avro.Schema;

import tools.jackson.databind.JsonNode;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The named types (records, enums, fixed) in an Avro schema.
final class AvroTypes {
    private static final Set<String> DECLARING = Set.of("record", "error", "enum", "fixed");

    /// On a union that is no type of a payload, but the types of a file side by side.
    private static final String SIDE_BY_SIDE = "sightglass.side-by-side";

    private AvroTypes() {}

    /// The types of a file that declares several, none of which is the file's own: of a protocol,
    /// or of an IDL file. No `.avsc` file can hold such a union, since a union there has no
    /// properties.
    static Schema sideBySide(List<Schema> types) {
        var union = Schema.createUnion(types);
        union.addProp(SIDE_BY_SIDE, true);
        return union;
    }

    static boolean isSideBySide(Schema schema) {
        return schema.getType() == Schema.Type.UNION && schema.getObjectProp(SIDE_BY_SIDE) != null;
    }

    /// By full name, in the order in which they are declared.
    static Map<String, Schema> named(Schema schema) {
        var found = new LinkedHashMap<String, Schema>();
        collect(schema, found);
        return found;
    }

    private static void collect(Schema schema, Map<String, Schema> found) {
        switch (schema.getType()) {
            case RECORD -> {
                if (found.putIfAbsent(schema.getFullName(), schema) == null) {
                    schema.getFields().forEach(field -> collect(field.schema(), found));
                }
            }
            case ENUM, FIXED -> found.putIfAbsent(schema.getFullName(), schema);
            case ARRAY -> collect(schema.getElementType(), found);
            case MAP -> collect(schema.getValueType(), found);
            case UNION -> schema.getTypes().forEach(branch -> collect(branch, found));
            default -> {}
        }
    }

    /// The full names that a schema's JSON declares, whether or not the schema is right.
    static Set<String> declared(JsonNode schema) {
        var found = new HashSet<String>();
        declared(schema, "", found);
        return found;
    }

    private static void declared(JsonNode node, String outer, Set<String> found) {
        var space = outer;
        var name = node.get("name");
        var type = node.get("type");
        if (name != null && name.isString() && type != null && DECLARING.contains(text(type))) {
            var own = node.get("namespace");
            var called = name.stringValue();
            int dot = called.lastIndexOf('.');
            space = dot >= 0 ? called.substring(0, dot) : own == null ? outer : text(own);
            found.add(dot >= 0 || space.isEmpty() ? called : space + "." + called);
        }
        for (var child : node) {
            if (child.isContainer()) {
                declared(child, space, found);
            }
        }
    }

    private static String text(JsonNode node) {
        return node.isString() ? node.stringValue() : "";
    }
}
