package io.sightglass.ui.schema;

import io.sightglass.model.DataContract;
import io.sightglass.model.DataContract.DomainRule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a registry keeps beside a schema's text, as lines to be read.
final class DataContractLines {
    private DataContractLines() {}

    /// @param title what the line is about, such as a rule's name
    /// @param facts what is said of it, in words
    /// @param code an expression, or empty
    record Line(String title, String facts, String code) {}

    /// Parameters that all rules may use, by name.
    static List<Line> properties(DataContract contract) {
        var lines = new ArrayList<Line>();
        new TreeMap<>(contract.properties())
                .forEach((name, value) -> lines.add(new Line(name, value, "")));
        return lines;
    }

    /// Which fields carry which tags, by the fields' full names.
    static List<Line> tags(DataContract contract) {
        var lines = new ArrayList<Line>();
        new TreeMap<>(contract.tags())
                .forEach((field, tags) ->
                        lines.add(new Line(field, String.join(", ", new TreeSet<>(tags)), "")));
        return lines;
    }

    /// The rules, in the order in which they are evaluated.
    static List<Line> rules(DataContract contract) {
        return contract.rules().stream().map(DataContractLines::rule).toList();
    }

    private static Line rule(DomainRule rule) {
        var facts = new ArrayList<String>();
        facts.add(rule.type() + " " + rule.kind().toLowerCase(Locale.ROOT));
        facts.add(when(rule.mode()));
        if (!rule.tags().isEmpty()) {
            facts.add("on fields tagged " + String.join(", ", new TreeSet<>(rule.tags())));
        }
        if (!rule.onFailure().isEmpty()) {
            facts.add("on failure " + rule.onFailure());
        }
        if (rule.disabled()) {
            facts.add("switched off");
        }
        new TreeMap<>(rule.params()).forEach((name, value) -> facts.add(name + " = " + value));
        if (rule.doc() != null && !rule.doc().isBlank()) {
            facts.add(rule.doc());
        }
        return new Line(rule.name(), String.join(" · ", facts), rule.expression());
    }

    private static String when(String mode) {
        return switch (mode) {
            case "WRITE" -> "when written";
            case "READ" -> "when read";
            case "WRITEREAD" -> "when written and read";
            case "UPGRADE" -> "when an older record is read";
            case "DOWNGRADE" -> "when a newer record is read";
            case "UPDOWN" -> "when another version's record is read";
            default -> mode;
        };
    }
}
