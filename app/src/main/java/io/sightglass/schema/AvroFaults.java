package io.sightglass.schema;

import io.sightglass.schema.JsonText.Tree;
import io.sightglass.schema.LocalSchemas.Problem;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/// Finds where in the JSON of an Avro schema the fault is that the library has spoken of without a
/// place. Looks for the common faults in the order in which the library reads; what it does not
/// know is shown at the field that the library names, or at the start, in the library's words.
final class AvroFaults {
    private static final Set<String> PRIMITIVES =
            Set.of("null", "boolean", "int", "long", "float", "double", "bytes", "string");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern FULL_NAME =
            Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*");
    private static final Pattern DEFAULT = Pattern.compile("Invalid default for field (\\S+?):.*");

    private final String file;
    private final Tree tree;
    private final Set<String> names;
    private final @Nullable String badDefault;

    private AvroFaults(String file, Tree tree, Collection<String> known, String message) {
        this.file = file;
        this.tree = tree;
        this.names = new HashSet<>(known);
        var bad = DEFAULT.matcher(message);
        this.badDefault = bad.matches() ? bad.group(1) : null;
    }

    /// @param known full names that are declared elsewhere
    /// @param message what the library said
    static Problem find(String file, Tree tree, Collection<String> known, String message) {
        var faults = new AvroFaults(file, tree, known, message);
        var found = faults.schema(tree.root(), "", "");
        return found != null ? found : tree.place("").problem(file, sentence(message));
    }

    /// As [#find], in a protocol's JSON.
    static Problem findInProtocol(String file, Tree tree, String message) {
        var faults = new AvroFaults(file, tree, Set.of(), message);
        var found = faults.protocol(tree.root());
        return found != null ? found : tree.place("").problem(file, sentence(message));
    }

    private @Nullable Problem protocol(JsonNode root) {
        if (!root.isObject()) {
            return problem("", "expected '{' to start a protocol.");
        }
        var name = root.get("protocol");
        if (name == null || !name.isString()) {
            return problem(
                    name == null ? "" : "/protocol", "a protocol needs its name as \"protocol\".");
        }
        if (!FULL_NAME.matcher(name.stringValue()).matches()) {
            return problem("/protocol", badName(name.stringValue()));
        }
        var types = root.get("types");
        if (types == null) {
            return null;
        }
        if (!types.isArray()) {
            return problem("/types", "expected '[' to start the types.");
        }
        var own = root.get("namespace");
        int dot = name.stringValue().lastIndexOf('.');
        var space =
                dot >= 0
                        ? name.stringValue().substring(0, dot)
                        : own != null && own.isString() ? own.stringValue() : "";
        return schema(types, "/types", space);
    }

    private static String sentence(String message) {
        var line = message.lines().findFirst().orElse("").strip();
        return line.endsWith(".") ? line : line + ".";
    }

    private @Nullable Problem schema(JsonNode node, String at, String space) {
        if (node.isString()) {
            return name(node.stringValue(), at, space);
        }
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                var found = schema(node.get(i), at + "/" + i, space);
                if (found != null) {
                    return found;
                }
            }
            return null;
        }
        if (!node.isObject()) {
            return problem(at, "expected a schema: a type's name, an object or a union in [ ].");
        }
        var type = node.get("type");
        if (type == null) {
            return problem(at, "this schema has no \"type\".");
        }
        if (!type.isString()) {
            return schema(type, at + "/type", space);
        }
        return switch (type.stringValue()) {
            case "record", "error" -> record(node, at, space);
            case "enum" -> enumeration(node, at, space);
            case "fixed" -> {
                var declared = declare(node, at, space, "fixed");
                yield declared != null
                        ? declared
                        : integral(node.get("size"))
                                ? null
                                : problem(at + "/size", "a fixed needs a \"size\" in bytes.");
            }
            case "array" -> within(node, "items", at, space, "an array");
            case "map" -> within(node, "values", at, space, "a map");
            default -> name(type.stringValue(), at + "/type", space);
        };
    }

    private static boolean integral(@Nullable JsonNode node) {
        return node != null && node.isIntegralNumber();
    }

    private @Nullable Problem name(String name, String at, String space) {
        if (PRIMITIVES.contains(name) || names.contains(resolve(name, space))) {
            return null;
        }
        if (names.contains(name)) {
            return null;
        }
        return problem(
                at,
                "\""
                        + shorten(name)
                        + "\" is neither a primitive type nor a type that is defined before it.");
    }

    private @Nullable Problem within(
            JsonNode node, String key, String at, String space, String what) {
        var inner = node.get(key);
        return inner == null
                ? problem(at, what + " needs \"" + key + "\".")
                : schema(inner, at + "/" + key, space);
    }

    private @Nullable Problem record(JsonNode node, String at, String outer) {
        var declared = declare(node, at, outer, "record");
        if (declared != null) {
            return declared;
        }
        var space = space(node, outer);
        var fields = node.get("fields");
        if (fields == null) {
            return problem(at, "a record needs \"fields\".");
        }
        if (!fields.isArray()) {
            return problem(at + "/fields", "expected '[' to start the fields.");
        }
        var seen = new HashSet<String>();
        for (int i = 0; i < fields.size(); i++) {
            var found = field(fields.get(i), at + "/fields/" + i, space, seen);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private @Nullable Problem field(JsonNode field, String at, String space, Set<String> seen) {
        if (!field.isObject()) {
            return problem(at, "expected '{' to start a field.");
        }
        var name = field.get("name");
        if (name == null || !name.isString()) {
            return problem(name == null ? at : at + "/name", "a field needs a \"name\".");
        }
        var called = name.stringValue();
        if (!NAME.matcher(called).matches()) {
            return problem(at + "/name", badName(called));
        }
        if (!seen.add(called)) {
            return problem(
                    at + "/name", "the record has a field \"" + shorten(called) + "\" already.");
        }
        var type = field.get("type");
        if (type == null) {
            return problem(at, "field \"" + shorten(called) + "\" has no \"type\".");
        }
        var found = schema(type, at + "/type", space);
        if (found != null) {
            return found;
        }
        if (called.equals(badDefault) && field.has("default")) {
            return problem(
                    at + "/default",
                    "the default of \""
                            + shorten(called)
                            + "\" does not fit its type"
                            + (type.isArray() ? "; it must fit the union's first branch." : "."));
        }
        return null;
    }

    private @Nullable Problem enumeration(JsonNode node, String at, String space) {
        var declared = declare(node, at, space, "enum");
        if (declared != null) {
            return declared;
        }
        var symbols = node.get("symbols");
        if (symbols == null || !symbols.isArray()) {
            return problem(
                    symbols == null ? at : at + "/symbols", "an enum needs \"symbols\" in [ ].");
        }
        var seen = new HashSet<String>();
        for (int i = 0; i < symbols.size(); i++) {
            var symbol = symbols.get(i);
            var place = at + "/symbols/" + i;
            if (!symbol.isString()) {
                return problem(place, "expected '\"' to start a symbol.");
            }
            if (!NAME.matcher(symbol.stringValue()).matches()) {
                return problem(place, badName(symbol.stringValue()));
            }
            if (!seen.add(symbol.stringValue())) {
                return problem(
                        place, "the enum has \"" + shorten(symbol.stringValue()) + "\" already.");
            }
        }
        var preset = node.get("default");
        if (preset != null && !(preset.isString() && seen.contains(preset.stringValue()))) {
            return problem(at + "/default", "the default is not one of the enum's symbols.");
        }
        return null;
    }

    private @Nullable Problem declare(JsonNode node, String at, String outer, String what) {
        var name = node.get("name");
        var article = what.equals("enum") ? "an " : "a ";
        if (name == null || !name.isString()) {
            return problem(name == null ? at : at + "/name", article + what + " needs a \"name\".");
        }
        var called = name.stringValue();
        if (!FULL_NAME.matcher(called).matches()) {
            return problem(at + "/name", badName(called));
        }
        var space = node.get("namespace");
        if (space != null
                && !(space.isString()
                        && (space.stringValue().isEmpty()
                                || FULL_NAME.matcher(space.stringValue()).matches()))) {
            return problem(at + "/namespace", "this is not a namespace.");
        }
        if (!names.add(resolve(called, space(node, outer)))) {
            return problem(at + "/name", "\"" + shorten(called) + "\" is defined already.");
        }
        return null;
    }

    private static String space(JsonNode node, String outer) {
        var name = node.get("name").stringValue();
        if (name.indexOf('.') >= 0) {
            return name.substring(0, name.lastIndexOf('.'));
        }
        var own = node.get("namespace");
        return own == null ? outer : own.stringValue();
    }

    private static String resolve(String name, String space) {
        return name.indexOf('.') >= 0 || space.isEmpty() ? name : space + "." + name;
    }

    private static String badName(String name) {
        return "\""
                + shorten(name)
                + "\" is not a name; expected a letter or _, then letters, digits and _.";
    }

    private static String shorten(String text) {
        return text.length() <= 60 ? text : text.substring(0, 59) + "…";
    }

    private Problem problem(String at, String sentence) {
        return tree.place(at).problem(file, sentence);
    }
}
