package io.sightglass.contract.protovalidate;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Message;

import io.sightglass.contract.Place;
import io.sightglass.contract.ProtoRecord;
import io.sightglass.contract.RuleInfo;
import io.sightglass.contract.WholeRule;
import io.sightglass.contract.cel.CelRule;
import io.sightglass.model.FindingKind;
import io.sightglass.model.Node;
import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Holds Protobuf records to the `buf.validate` options that the library judges.
final class ValidateRule implements WholeRule {
    private final Descriptor message;
    private final ValidateLibrary library;
    private final List<RuleInfo> infos;
    private final String demander;

    /// @param message as the library was given it
    ValidateRule(
            Descriptor message, ValidateLibrary library, List<RuleInfo> infos, String demander) {
        this.message = message;
        this.library = library;
        this.infos = infos;
        this.demander = demander;
    }

    @Override
    public List<RuleInfo> infos() {
        return infos;
    }

    @Override
    public Judge newJudge() {
        return this::judge;
    }

    private void judge(Whole record, Findings to) {
        var read = ProtoRecord.of(message, record);
        if (read == null) {
            return;
        }
        try {
            var violations = library.violations(read);
            var field = violations.getDescriptorForType().findFieldByName("violations");
            for (var violation : (List<?>) violations.getField(field)) {
                tell((Message) violation, record, to);
            }
        } catch (ValidateLibrary.Refused e) {
            to.report(
                    FindingKind.VIOLATION,
                    NativeRules.PREFIX + "failed",
                    record.place(),
                    () ->
                            Sentence.of(
                                    "The event does not keep a rule of "
                                            + demander
                                            + ", which cannot be evaluated on it: "
                                            + e.getMessage()
                                            + "."));
        }
    }

    private void tell(Message violation, Whole record, Findings to) {
        Place place = record.place();
        Node node = record.root();
        if (ValidateOptions.get(violation, "field") instanceof Message path) {
            for (var each : (List<?>) list(path, "elements")) {
                var element = (Message) each;
                var name = String.valueOf(ValidateOptions.get(element, "field_name"));
                var number = ValidateOptions.get(element, "field_number");
                var child = number instanceof Integer of ? child(node, of) : null;
                place =
                        child == null
                                ? place.field(name, place.end(), place.end())
                                : place.field(child);
                node = child;
                var inside = node == null ? null : inside(node, element);
                if (inside != null && node != null) {
                    place = at(place, node, inside, element);
                    node = inside;
                }
            }
        }
        var at = place;
        var what = node;
        var id = String.valueOf(ValidateOptions.get(violation, "rule_id"));
        var said = ValidateOptions.get(violation, "message");
        var words = said == null ? "" : said.toString();
        to.report(
                FindingKind.VIOLATION,
                NativeRules.PREFIX + id,
                at,
                () -> sentence(at.path(), what, id, words));
    }

    private Sentence sentence(String path, @Nullable Node node, String id, String words) {
        if (id.equals("required") && !path.isEmpty()) {
            return Sentence.builder()
                    .text("The event is missing ")
                    .strong(path)
                    .text(", which " + demander + " requires.")
                    .build();
        }
        var rest = words.isBlank() ? "it breaks rule " + id + " of " + demander : words;
        rest = rest.endsWith(".") ? rest.substring(0, rest.length() - 1) : rest;
        if (path.isEmpty()) {
            return Sentence.builder()
                    .text("The event breaks rule ")
                    .strong(id)
                    .text(" of " + demander + ": " + rest + ".")
                    .build();
        }
        if (node instanceof Node.RecordNode) {
            return Sentence.builder()
                    .strong(path)
                    .text(" breaks rule " + id + " of " + demander + ": " + rest + ".")
                    .build();
        }
        var shown = node == null ? "not set" : CelRule.shown(node);
        return Sentence.builder().strong(path).text(" is " + shown + "; " + rest + ".").build();
    }

    private static List<?> list(Message message, String name) {
        return ValidateOptions.get(message, name) instanceof List<?> list ? list : List.of();
    }

    private static @Nullable Node child(@Nullable Node node, int number) {
        if (node instanceof Node.RecordNode record) {
            for (int i = record.children().size() - 1; i >= 0; i--) {
                var child = record.children().get(i);
                if (child.field().number() == number && !(child instanceof Node.UnknownNode)) {
                    return child;
                }
            }
        }
        return null;
    }

    /// The element or entry that a path's element names; null where it names the field itself.
    private static @Nullable Node inside(Node node, Message element) {
        if (node instanceof Node.ListNode list
                && ValidateOptions.get(element, "index") instanceof Long index
                && index < list.elements().size()) {
            return list.elements().get(index.intValue());
        }
        var key = key(element);
        if (node instanceof Node.MapNode map && key != null) {
            for (int i = map.entries().size() - 1; i >= 0; i--) {
                if (map.entries().get(i).key().equals(key)) {
                    return map.entries().get(i).value();
                }
            }
        }
        return null;
    }

    private static Place at(Place field, Node node, Node inside, Message element) {
        if (node instanceof Node.MapNode map) {
            return field.entry(map.field(), String.valueOf(key(element)), inside);
        }
        var index = ValidateOptions.get(element, "index");
        return field.element(index instanceof Long number ? number.intValue() : 0, inside);
    }

    private static @Nullable String key(Message element) {
        for (var name : List.of("bool_key", "int_key", "string_key")) {
            var key = ValidateOptions.get(element, name);
            if (key != null) {
                return key.toString();
            }
        }
        return ValidateOptions.get(element, "uint_key") instanceof Long key
                ? Long.toUnsignedString(key)
                : null;
    }
}
