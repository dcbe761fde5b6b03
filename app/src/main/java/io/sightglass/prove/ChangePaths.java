package io.sightglass.prove;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;

import io.sightglass.model.Direction;
import io.sightglass.model.Location;
import io.sightglass.model.SchemaChange;
import io.sightglass.schema.ParsedSchema;
import io.sightglass.schema.SourcePlaces;

import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Where in records a change between two schemas is seen: paths as proofs have them
/// (`items[].size`) for a change's path, which is the format's own.
final class ChangePaths {
    private static final int DEEPEST = 16;
    private static final Set<String> ELEMENTS =
            Set.of("items", "additionalItems", "additionalProperties", "contains");
    private static final Set<String> ALTERNATIVES = Set.of("allOf", "anyOf", "oneOf");

    private ChangePaths() {}

    /// Empty where the change is about no place in a record.
    static Set<String> of(SchemaChange change, ParsedSchema before, ParsedSchema after) {
        var found = new LinkedHashSet<String>();
        if (before instanceof ParsedSchema.Avro old && after instanceof ParsedSchema.Avro now) {
            avro(change, old, now, found);
        } else if (before instanceof ParsedSchema.Json old
                && after instanceof ParsedSchema.Json now) {
            json(change.path(), (change.after() == null ? old : now).root(), found);
        } else if (before instanceof ParsedSchema.Protobuf old
                && after instanceof ParsedSchema.Protobuf now) {
            for (var side : List.of(old, now)) {
                protobuf(change.path(), side, found);
            }
        }
        return found;
    }

    /// The pointer counts in one of the two schemas: the one in which it leads to the change's
    /// place.
    private static void avro(
            SchemaChange change,
            ParsedSchema.Avro before,
            ParsedSchema.Avro after,
            Set<String> found) {
        boolean old;
        if (isAt(change, before, change.before())) {
            old = true;
        } else if (isAt(change, after, change.after())) {
            old = false;
        } else {
            old = change.after() == null || change.breaks().equals(Set.of(Direction.FORWARD));
        }
        var path = avro((old ? before : after).schema(), change.path());
        if (path == null) {
            path = avro((old ? after : before).schema(), change.path());
        }
        if (path != null) {
            found.add(path);
        }
    }

    private static boolean isAt(
            SchemaChange change, ParsedSchema.Avro schema, @Nullable Location place) {
        if (place == null) {
            return false;
        }
        var at = SourcePlaces.of(place.file(), schema).at(change.path());
        return at.line() == place.line() && at.column() == place.column();
    }

    private static @Nullable String avro(Schema root, String pointer) {
        var schema = root;
        var path = "";
        var steps = steps(pointer);
        for (int i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            boolean last = i == steps.size() - 1;
            if (step.matches("\\d+")) {
                if (schema.getType() != Schema.Type.UNION
                        || Integer.parseInt(step) >= schema.getTypes().size()) {
                    return null;
                }
                schema = schema.getTypes().get(Integer.parseInt(step));
            } else if (step.equals("fields") && !last) {
                int index = index(steps.get(++i));
                if (schema.getType() != Schema.Type.RECORD
                        || index < 0
                        || index >= schema.getFields().size()) {
                    return null;
                }
                var field = schema.getFields().get(index);
                path = Paths.field(path, field.name());
                schema = field.schema();
            } else if (step.equals("items") && schema.getType() == Schema.Type.ARRAY) {
                path = Paths.element(path);
                schema = schema.getElementType();
            } else if (step.equals("values") && schema.getType() == Schema.Type.MAP) {
                path = Paths.element(path);
                schema = schema.getValueType();
            } else if (!step.equals("type")) {
                return path; // a property of the schema that was reached
            }
        }
        return path;
    }

    private static int index(String step) {
        return step.matches("\\d{1,6}") ? Integer.parseInt(step) : -1;
    }

    private static List<String> steps(String pointer) {
        var steps = new ArrayList<String>();
        for (var step : pointer.split("/", -1)) {
            if (!step.isEmpty() && !step.equals("#")) {
                steps.add(step.replace("~1", "/").replace("~0", "~"));
            }
        }
        return steps;
    }

    private static void json(String pointer, JsonNode root, Set<String> found) {
        var path = "";
        var steps = steps(pointer);
        var node = root;
        for (int i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            if ((step.equals("properties") || step.equals("required")) && i + 1 < steps.size()) {
                var name = decoded(steps.get(++i));
                path = Paths.field(path, name);
                node = node.path("properties").path(name);
            } else if (ELEMENTS.contains(step)) {
                boolean one = i + 1 < steps.size() && index(steps.get(i + 1)) >= 0;
                path = Paths.element(path);
                node = one ? node.path(step).path(index(steps.get(++i))) : node.path(step);
            } else if (step.equals("prefixItems") && i + 1 < steps.size()) {
                path = Paths.element(path);
                node = node.path(step).path(index(steps.get(++i)));
            } else if (ALTERNATIVES.contains(step) && i + 1 < steps.size()) {
                node = node.path(step).path(index(steps.get(++i)));
            } else if (step.equals("$defs") || step.equals("definitions")) {
                return; // used in as many places as refer to it
            } else {
                break;
            }
        }
        if (!path.isEmpty()) {
            found.add(path);
        }
    }

    private static String decoded(String step) {
        return step.indexOf('%') < 0 ? step : URLDecoder.decode(step, StandardCharsets.UTF_8);
    }

    /// `#/Order/3` is a field by its number, `#/Order/Status/5` an enum's value by its.
    private static void protobuf(String pointer, ParsedSchema.Protobuf schema, Set<String> found) {
        var steps = steps(pointer);
        int number = steps.size() < 2 ? -1 : index(steps.getLast());
        var type = String.join(".", number < 0 ? steps : steps.subList(0, steps.size() - 1));
        for (var root : roots(schema)) {
            protobuf(root, type, number, "", new HashSet<>(), found);
        }
    }

    /// The messages that are parts of no other.
    private static List<Descriptor> roots(ParsedSchema.Protobuf schema) {
        var all = schema.files().stream().flatMap(file -> file.getMessageTypes().stream()).toList();
        var parts = new HashSet<String>();
        for (var message : all) {
            for (var field : message.getFields()) {
                if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                        && !field.getMessageType().equals(message)) {
                    parts.add(field.getMessageType().getFullName());
                }
            }
        }
        var roots = all.stream().filter(each -> !parts.contains(each.getFullName())).toList();
        return roots.isEmpty() && !all.isEmpty() ? List.of(all.getFirst()) : roots;
    }

    private static void protobuf(
            Descriptor message,
            String type,
            int number,
            String path,
            Set<String> open,
            Set<String> found) {
        if (open.size() >= DEEPEST || !open.add(message.getFullName())) {
            return;
        }
        for (var field : message.getFields()) {
            var at = Paths.field(path, field.getName());
            at = field.isRepeated() ? Paths.element(at) : at;
            if (is(message.getFullName(), message.getFile().getPackage(), type)
                    && field.getNumber() == number) {
                found.add(at);
            }
            switch (field.getJavaType()) {
                case ENUM -> {
                    var own = field.getEnumType();
                    if (is(own.getFullName(), own.getFile().getPackage(), type)) {
                        found.add(at);
                    }
                }
                case MESSAGE -> protobuf(field.getMessageType(), type, number, at, open, found);
                default -> {}
            }
        }
        open.remove(message.getFullName());
    }

    private static boolean is(String fullName, String space, String type) {
        return fullName.equals(type) || !space.isEmpty() && fullName.equals(space + "." + type);
    }
}
