package io.sightglass.gate;

import io.sightglass.decode.Paths;
import io.sightglass.model.Node;
import io.sightglass.model.Scalar;
import io.sightglass.model.Sentence;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Avro, by its library's generic writer. A union takes the value as it is, or as Avro's JSON
/// encoding has it (`{"string": "x"}`); a field that is left out gets its default.
final class AvroEncoder implements PayloadEncoder {
    /// What stands for a value that does not fit.
    private static final Object NONE = new Object();

    private final Schema schema;
    private final AvroScalars scalars = new AvroScalars();

    AvroEncoder(Schema schema) {
        this.schema = schema;
    }

    @Override
    public byte @Nullable [] encode(Node root, Faults faults) {
        var value = value(schema, root, "", faults);
        if (value == NONE || faults.isRefused()) {
            return null;
        }
        try {
            var out = new ByteArrayOutputStream();
            var encoder = EncoderFactory.get().binaryEncoder(out, null);
            new GenericDatumWriter<@Nullable Object>(schema, new GenericData())
                    .write(value, encoder);
            encoder.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        } catch (AvroRuntimeException | ClassCastException e) {
            faults.unable("", root, Sentence.of("Avro does not write it: " + e.getMessage()));
            return null;
        }
    }

    private @Nullable Object value(Schema of, Node node, String path, Faults faults) {
        return switch (of.getType()) {
            case UNION -> union(of, node, path, faults);
            case RECORD -> record(of, node, path, faults);
            case ARRAY -> list(of, node, path, faults);
            case MAP -> map(of, node, path, faults);
            case NULL -> {
                if (isNull(node)) {
                    yield null;
                }
                faults.type(path, node, "null");
                yield NONE;
            }
            case BOOLEAN, INT, LONG, FLOAT, DOUBLE, STRING, BYTES, FIXED, ENUM -> {
                var value = scalars.of(of, node);
                if (value == null) {
                    faults.type(path, node, AvroScalars.expected(of));
                }
                yield value == null ? NONE : value;
            }
        };
    }

    private static boolean isNull(Node node) {
        return node instanceof Node.ScalarNode scalar && scalar.value() instanceof Scalar.Null;
    }

    private Object record(Schema of, Node node, String path, Faults faults) {
        if (!(node instanceof Node.RecordNode object)) {
            faults.type(path, node, "an object with the fields of " + of.getName());
            return NONE;
        }
        var members = members(object);
        var record = new GenericData.Record(of);
        for (var field : of.getFields()) {
            var at = named(path, field.name());
            var member = members.remove(field.name());
            if (member != null) {
                record.put(field.pos(), value(field.schema(), member, at, faults));
            } else if (field.hasDefaultValue()) {
                record.put(field.pos(), GenericData.get().getDefaultValue(field));
                faults.standard(at, node, AvroScalars.shown(field));
            } else {
                faults.missing(at, node);
            }
        }
        members.forEach(
                (name, member) -> faults.unknown(named(path, name), member, of.getFullName()));
        return record;
    }

    /// The last of each name, as readers keep it.
    static Map<String, Node> members(Node.RecordNode object) {
        var members = new LinkedHashMap<String, Node>();
        object.children().forEach(child -> members.put(child.field().name(), child));
        return members;
    }

    static String named(String path, String name) {
        var at = new StringBuilder(path);
        Paths.append(at, name);
        return at.toString();
    }

    private Object list(Schema of, Node node, String path, Faults faults) {
        if (!(node instanceof Node.ListNode list)) {
            faults.type(path, node, "a list");
            return NONE;
        }
        var all = new ArrayList<@Nullable Object>();
        for (int i = 0; i < list.elements().size(); i++) {
            var at = path + "[" + i + "]";
            all.add(value(of.getElementType(), list.elements().get(i), at, faults));
        }
        return all;
    }

    private Object map(Schema of, Node node, String path, Faults faults) {
        if (!(node instanceof Node.RecordNode object)) {
            faults.type(path, node, "an object");
            return NONE;
        }
        // a map of the library's own order, which is that of the text
        var all = new LinkedHashMap<String, @Nullable Object>();
        members(object)
                .forEach((key, member) ->
                        all.put(
                                key,
                                value(
                                        of.getValueType(),
                                        member,
                                        path + Paths.key(node.field(), key),
                                        faults)));
        return all;
    }

    private @Nullable Object union(Schema of, Node node, String path, Faults faults) {
        if (isNull(node) && of.getTypes().stream().anyMatch(Schema::isNullable)) {
            return null;
        }
        var branches = of.getTypes().stream().filter(each -> !isNullType(each)).toList();
        var named = named(branches, node);
        if (named != null) {
            var inner = ((Node.RecordNode) node).children().getFirst();
            return value(named, inner, path, faults);
        }
        for (var branch : preferred(branches, node)) {
            var trial = new Faults("");
            var value = value(branch, node, path, trial);
            if (value != NONE && !trial.isRefused()) {
                trial.all().forEach(faults::keep);
                return value;
            }
        }
        var closest = closest(branches, node);
        if (closest != null) {
            return value(closest, node, path, faults);
        }
        faults.type(
                path,
                node,
                "one of "
                        + of.getTypes().stream()
                                .map(Schema::getFullName)
                                .collect(Collectors.joining(", ")));
        return NONE;
    }

    private static boolean isNullType(Schema schema) {
        return schema.getType() == Schema.Type.NULL;
    }

    /// The branch that Avro's JSON encoding names around a value: `{"coffeeco.Order": {...}}`.
    private static @Nullable Schema named(List<Schema> branches, Node node) {
        if (!(node instanceof Node.RecordNode object) || object.children().size() != 1) {
            return null;
        }
        var name = object.children().getFirst().field().name();
        for (var branch : branches) {
            boolean holds = branch.getType() == Schema.Type.RECORD && branch.getField(name) != null;
            boolean isMap = branch.getType() == Schema.Type.MAP && !name.equals("map");
            if (holds || isMap) {
                return null; // it is a record or a map, with a field or a key of that name
            }
        }
        return branches.stream()
                .filter(each -> each.getFullName().equals(name))
                .findFirst()
                .orElse(null);
    }

    /// Whole numbers are integers rather than floats, and symbols rather than texts; else as the
    /// union has them.
    private static List<Schema> preferred(List<Schema> branches, Node node) {
        var number = TypedNumbers.of(node);
        boolean whole = number != null && TypedNumbers.int64(number) != null;
        var order = new HashMap<Schema, Integer>();
        for (int i = 0; i < branches.size(); i++) {
            int rank =
                    switch (branches.get(i).getType()) {
                        case INT, LONG -> whole ? 0 : 1;
                        case ENUM -> 0;
                        case FLOAT -> number == null || isFloat(number) ? 1 : 2;
                        case BYTES, FIXED -> 2;
                        default -> 1;
                    };
            order.put(branches.get(i), rank * branches.size() + i);
        }
        return branches.stream()
                .sorted((a, b) ->
                        Integer.compare(order.getOrDefault(a, 0), order.getOrDefault(b, 0)))
                .toList();
    }

    /// Whether 32 bits hold it in full.
    private static boolean isFloat(BigDecimal number) {
        float rounded = number.floatValue();
        return Float.isFinite(rounded)
                && new BigDecimal(Float.toString(rounded)).compareTo(number) == 0;
    }

    /// The branch whose findings tell most about a value that fits none: the only one, or for an
    /// object the record that has most of its fields.
    private static @Nullable Schema closest(List<Schema> branches, Node node) {
        if (branches.size() == 1) {
            return branches.getFirst();
        }
        Schema best = null;
        long most = 0;
        if (node instanceof Node.RecordNode object) {
            var names = members(object).keySet();
            for (var branch : branches) {
                long shared =
                        branch.getType() == Schema.Type.RECORD
                                ? names.stream()
                                        .filter(name -> branch.getField(name) != null)
                                        .count()
                                : 0;
                if (shared > most) {
                    most = shared;
                    best = branch;
                }
            }
        }
        return best;
    }
}
