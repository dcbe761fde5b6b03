package io.sightglass.contract.jsonschema;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.ValidationLimitExceededException;

import io.sightglass.contract.Place;
import io.sightglass.contract.RuleInfo;
import io.sightglass.contract.TextFormat;
import io.sightglass.contract.WholeRule;
import io.sightglass.contract.cel.CelRule;
import io.sightglass.model.FindingKind;
import io.sightglass.model.Node;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Holds records to all keywords of a JSON Schema, formats included.
final class JsonSchemaRule implements WholeRule {
    private static final Set<String> CLOSING =
            Set.of("additionalProperties", "unevaluatedProperties");

    private final Schema schema;
    private final List<RuleInfo> infos;
    private final String demander;

    /// @param demander who demands it: `clickstream v2`
    JsonSchemaRule(Schema schema, List<RuleInfo> infos, String demander) {
        this.schema = schema;
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
        if (record.root().field().name().isEmpty()
                && record.root().field().type().equals("documents")) {
            return; // several texts in one payload, of which the walk has said something
        }
        List<Error> errors;
        try {
            errors = schema.validate(JsonValue.of(record.root()));
        } catch (LimitedRegex.TooCostly | ValidationLimitExceededException | StackOverflowError e) {
            to.report(
                    FindingKind.NOTICE,
                    Keywords.PREFIX + "undecided",
                    record.place(),
                    () -> JsonSentences.undecided(demander));
            return;
        } catch (RuntimeException e) {
            to.report(
                    FindingKind.NOTICE,
                    Keywords.PREFIX + "undecided",
                    record.place(),
                    () -> JsonSentences.failed(demander));
            return;
        }
        // The library says some things of a value once for each way that leads to its schema.
        var said = new HashSet<String>();
        for (var error : errors) {
            if (said.add(
                    error.getKeyword()
                            + " "
                            + error.getInstanceLocation()
                            + " "
                            + error.getProperty())) {
                tell(error, record, to);
            }
        }
    }

    private void tell(Error error, Whole record, Findings to) {
        var path = error.getInstanceLocation();
        Node node = record.root();
        Place place = record.place();
        for (int i = 0; i < path.getNameCount() && node != null; i++) {
            Object step = path.getElement(i);
            Node below = child(node, step);
            if (below != null) {
                place =
                        step instanceof Integer index && node instanceof Node.ListNode
                                ? place.element(index, below)
                                : place.field(below);
            }
            node = below;
        }
        var keyword = error.getKeyword() == null ? "false" : error.getKeyword();
        var id = Keywords.PREFIX + keyword;
        var property = error.getProperty();
        if (node != null && keyword.equals("required") && property != null) {
            if (record.isSaid(place.start(), keyword, property)) {
                return;
            }
            var missing = place.field(property, place.start(), place.end());
            to.report(
                    FindingKind.VIOLATION,
                    id,
                    missing,
                    () -> JsonSentences.missing(missing.path(), demander));
            return;
        }
        if (keyword.equals("type") && record.isSaid(place.start())) {
            return;
        }
        if (isAddress(error) || record.isSaid(place.start(), keyword)) {
            return;
        }
        var extra = property == null || node == null ? null : child(node, property);
        if (CLOSING.contains(keyword) && extra != null) {
            if (!record.isSaid(extra.range().start())) {
                var at = place.field(extra);
                to.report(
                        FindingKind.VIOLATION,
                        id,
                        at,
                        () -> JsonSentences.notDeclared(at.path(), demander));
            }
            return;
        }
        var at = place;
        var what = node;
        to.report(
                FindingKind.VIOLATION,
                id,
                at,
                () ->
                        JsonSentences.broken(
                                at.path(),
                                what == null ? "not there" : CelRule.shown(what),
                                error));
    }

    /// The library takes addresses only below the top-level domains of today.
    private static boolean isAddress(Error error) {
        var schema = error.getSchemaNode();
        var value = error.getInstanceNode();
        return "format".equals(error.getKeyword())
                && schema != null
                && schema.asString("").equals(TextFormat.EMAIL.label())
                && value != null
                && TextFormat.EMAIL.accepts(value.asString(""));
    }

    private static @Nullable Node child(Node node, Object step) {
        return switch (node) {
            case Node.RecordNode record -> {
                Node found = null;
                for (var child : record.children()) {
                    if (child.field().name().equals(step.toString())
                            && !(child instanceof Node.AbsentNode)) {
                        found = child;
                    }
                }
                yield found;
            }
            case Node.ListNode list ->
                    step instanceof Integer index && index < list.elements().size()
                            ? list.elements().get(index)
                            : null;
            case Node.UnknownNode unknown ->
                    unknown.reading() == null ? null : child(unknown.reading(), step);
            default -> null;
        };
    }
}
