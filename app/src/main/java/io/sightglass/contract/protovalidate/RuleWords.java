package io.sightglass.contract.protovalidate;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;

import io.sightglass.contract.Origin;
import io.sightglass.contract.RuleInfo;

import java.util.ArrayList;
import java.util.List;

/// `buf.validate` options as people are shown them, one for each thing that is demanded.
final class RuleWords {
    private static final int LONGEST = 120;

    private RuleWords() {}

    /// @param rules of a field or message
    static List<RuleInfo> of(Message rules, String path, Origin origin) {
        var infos = new ArrayList<RuleInfo>();
        gather(rules, "", path, origin, infos);
        return infos;
    }

    private static void gather(
            Message rules, String type, String path, Origin origin, List<RuleInfo> infos) {
        for (var each : rules.getAllFields().entrySet()) {
            var field = each.getKey();
            var name = field.isExtension() ? field.getFullName() : field.getName();
            var value = each.getValue();
            switch (name) {
                case "cel" -> {
                    for (var rule : (List<?>) value) {
                        var id = ValidateOptions.get((Message) rule, "id");
                        var words = ValidateOptions.get((Message) rule, "expression");
                        add(infos, String.valueOf(id), path, String.valueOf(words), origin);
                    }
                }
                case "cel_expression" -> {
                    for (var expression : (List<?>) value) {
                        add(infos, expression.toString(), path, expression.toString(), origin);
                    }
                }
                case "example", "ignore" -> {}
                case "items" -> gather((Message) value, "", path + "[]", origin, infos);
                case "keys", "values" -> gather((Message) value, name + ".", path, origin, infos);
                default -> {
                    boolean nested =
                            value instanceof Message below
                                    && below.getDescriptorForType().getName().endsWith("Rules");
                    if (nested) {
                        gather((Message) value, type + name + ".", path, origin, infos);
                    } else {
                        add(infos, type + name, path, name + " " + shown(field, value), origin);
                    }
                }
            }
        }
    }

    private static void add(
            List<RuleInfo> infos, String id, String path, String words, Origin origin) {
        infos.add(new RuleInfo(NativeRules.PREFIX + id, path, words, origin, null));
    }

    private static String shown(FieldDescriptor field, Object value) {
        var words = new ArrayList<String>();
        for (var each : value instanceof List<?> list ? list : List.of(value)) {
            words.add(one(field, each));
        }
        var text = String.join(", ", words);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    private static String one(FieldDescriptor field, Object value) {
        return switch (field.getType()) {
            case UINT32, FIXED32 -> Integer.toUnsignedString((Integer) value);
            case UINT64, FIXED64 -> Long.toUnsignedString((Long) value);
            case BYTES -> ((ByteString) value).toStringUtf8();
            default -> value.toString().strip().replaceAll("\\s+", " ");
        };
    }
}
