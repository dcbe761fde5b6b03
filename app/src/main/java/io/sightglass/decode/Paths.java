package io.sightglass.decode;

import io.sightglass.model.FieldInfo;
import io.sightglass.model.Node;

import java.util.function.BiConsumer;

/// How places in a payload are written: `items[0].boldness`, `labels["a"]`, `counts[7]`. Findings
/// and trees use the same form, so that one finds the other.
public final class Paths {
    private Paths() {}

    private static final int KEY_LENGTH = 60;

    /// Calls `visit` with each node of a tree and its path, parents before children; the root's
    /// path is empty. The content of an unknown field is left out: it has no schema to be named by.
    public static void each(Node root, BiConsumer<String, Node> visit) {
        each("", root, visit);
    }

    /// The same, for a node whose path is `path`.
    static void each(String path, Node node, BiConsumer<String, Node> visit) {
        visit.accept(path, node);
        switch (node) {
            case Node.RecordNode record -> {
                for (var child : record.children()) {
                    var at = new StringBuilder(path);
                    append(at, child.field().name());
                    each(at.toString(), child, visit);
                }
            }
            case Node.ListNode list -> {
                int index = 0;
                for (var element : list.elements()) {
                    each(path + "[" + index + "]", element, visit);
                    index++;
                }
            }
            case Node.MapNode map -> {
                for (var entry : map.entries()) {
                    each(path + key(map.field(), entry.key()), entry.value(), visit);
                }
            }
            case Node.ScalarNode _,
                    Node.UnknownNode _,
                    Node.AbsentNode _,
                    Node.RestNode _,
                    Node.MalformedNode _ -> {}
        }
    }

    /// Appends a field of a record.
    public static void append(StringBuilder path, String name) {
        if (plain(name)) {
            path.append(path.isEmpty() || name.isEmpty() ? "" : ".").append(name);
        } else {
            path.append(textKey(name));
        }
    }

    /// A map's key, as the map's type writes it.
    public static String key(FieldInfo map, String key) {
        boolean text = map.number() == 0 || map.type().startsWith("map<string");
        return text ? textKey(key) : "[" + key + "]";
    }

    static String textKey(String key) {
        return "[\"" + Texts.clip(key, KEY_LENGTH) + "\"]";
    }

    static String integerKey(FieldInfo map, long key) {
        return "[" + integerText(map, key) + "]";
    }

    /// An integer key as text. Protobuf's booleans and unsigned integers are integer keys too.
    static String integerText(FieldInfo map, long key) {
        if (map.type().startsWith("map<bool")) {
            return key == 0 ? "false" : "true";
        }
        boolean unsigned =
                map.type().startsWith("map<uint64") || map.type().startsWith("map<fixed64");
        return unsigned ? Long.toUnsignedString(key) : Long.toString(key);
    }

    /// Whether a name can stand in a path without quotes.
    private static boolean plain(String name) {
        if (name.startsWith("[")) {
            // A Protobuf extension: `[coffeeco.note]`.
            return name.endsWith("]");
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c <= ' ' || c == '.' || c == '[' || c == ']' || c == '"') {
                return false;
            }
        }
        return true;
    }
}
