package io.sightglass.contract.odcs;

import io.sightglass.contract.OneOf;
import io.sightglass.contract.PatternRule;
import io.sightglass.contract.Rule;
import io.sightglass.contract.RuleInfo;
import io.sightglass.contract.cel.CelIssues;
import io.sightglass.contract.cel.CelRule;
import io.sightglass.contract.cel.CelSentences;
import io.sightglass.contract.cel.CelText;
import io.sightglass.contract.cel.CelVerdict;
import io.sightglass.model.FindingKind;
import io.sightglass.model.Sentence;
import io.sightglass.schema.YamlText.Mapping;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Turns the `quality` of a contract's schema or property into rules (Open Data Contract Standard
/// 3.1, "Data Quality"): expressions in CEL (`type: custom`, `engine: cel`), and of the library's
/// metrics those that every record can keep: `invalidValues`, `nullValues` and `missingValues` that
/// must be 0. Metrics of many records together, and other engines, hold no record to anything.
final class OdcsQuality {
    private static final Set<String> OF_RECORDS =
            Set.of("invalidValues", "nullValues", "missingValues");

    private final OdcsRules rules;
    private final String path;

    /// @param path what it is about; empty for the whole record
    OdcsQuality(OdcsRules rules, String path) {
        this.rules = rules;
        this.path = path;
    }

    void read(Mapping place) {
        for (var quality : place.mappings("quality")) {
            var type = quality.text("type");
            if ("custom".equals(type)) {
                custom(quality);
            } else if (type == null || type.equals("library")) {
                library(quality);
            }
        }
    }

    private void custom(Mapping quality) {
        var engine = quality.text("engine");
        if (engine == null || !engine.equalsIgnoreCase("cel")) {
            idle(quality, "engine", "the engine " + engine + " is not run here");
            return;
        }
        var expression = quality.text("implementation");
        if (expression == null) {
            quality.problem("implementation", "expected an expression in CEL.");
            return;
        }
        var name = name(quality);
        var id = name.isEmpty() ? "contract.cel" : "contract." + name;
        var info =
                new RuleInfo(id, path, expression, rules.origin(quality, "implementation"), null);
        switch (CelRule.compile(path, expression)) {
            case CelText.Ready(var program, var result) when CelVerdict.isOf(result) -> {
                var doc = quality.text("description");
                var sentences = new CelSentences(name, rules.name(), expression, doc);
                rules.add(new CelRule(info, kind(quality), program, sentences));
            }
            case CelText.Ready(_, var result) ->
                    refuse(
                            quality,
                            info,
                            Sentence.of(
                                    "the rule is a "
                                            + CelIssues.word(result)
                                            + "; expected true or false, or a text that is empty"
                                            + " when all is well."));
            case CelText.Rejected(int line, int column, var why) ->
                    refuse(quality, info, at(line, column, why));
        }
    }

    private void refuse(Mapping quality, RuleInfo info, Sentence why) {
        quality.problem("implementation", why.plain());
        rules.idle(
                new RuleInfo(
                        info.id(), info.path(), info.words(), info.origin(), "does not compile"));
    }

    /// Where in the expression; the place in the file is where it begins.
    private static Sentence at(int line, int column, Sentence why) {
        var place = line == 1 ? "at character " + column : "at line " + line + ", " + column;
        return Sentence.of(place + " of the expression " + why.plain());
    }

    private static String name(Mapping quality) {
        var id = quality.text("id");
        var name = id == null ? quality.text("name") : id;
        return name == null ? "" : name.strip().replaceAll("\\s+", "-");
    }

    /// What is not severe is worth knowing.
    private static FindingKind kind(Mapping quality) {
        var severity = quality.text("severity");
        return "info".equalsIgnoreCase(severity) || "warning".equalsIgnoreCase(severity)
                ? FindingKind.NOTICE
                : FindingKind.VIOLATION;
    }

    private void library(Mapping quality) {
        var key = quality.has("metric") ? "metric" : "rule";
        var metric = quality.text(key);
        if (metric == null || path.isEmpty()) {
            return;
        }
        if (!OF_RECORDS.contains(metric) || !isNone(quality)) {
            idle(quality, key, "it is about many records together");
            return;
        }
        var arguments = quality.mapping("arguments");
        switch (metric) {
            case "nullValues" -> rules.add(new Rule.Required(path), quality, key);
            case "missingValues" -> missing(quality, arguments, key);
            default -> invalid(quality, arguments, key);
        }
    }

    private void missing(Mapping quality, @Nullable Mapping arguments, String key) {
        var missing = arguments == null ? List.<String>of() : arguments.texts("missingValues");
        if (missing.isEmpty() || missing.contains("null") || missing.contains("~")) {
            rules.add(new Rule.Required(path), quality, key);
        }
        var texts =
                missing.stream().filter(text -> !text.equals("null") && !text.equals("~")).toList();
        if (!texts.isEmpty()) {
            rules.add(OneOf.noneOf(path, texts), quality, key);
        }
    }

    private void invalid(Mapping quality, @Nullable Mapping arguments, String key) {
        if (arguments == null) {
            quality.problem(key, "expected arguments with validValues or a pattern.");
            return;
        }
        if (arguments.has("validValues")) {
            rules.add(OneOf.of(path, arguments.texts("validValues")), arguments, "validValues");
        }
        var pattern = arguments.text("pattern");
        if (pattern != null) {
            try {
                rules.add(new PatternRule(path, Pattern.compile(pattern)), arguments, "pattern");
            } catch (PatternSyntaxException | StackOverflowError e) {
                arguments.problem("pattern", "this is not a regular expression.");
            }
        }
    }

    /// Whether no record may be one of those that are counted.
    private static boolean isNone(Mapping quality) {
        var most = quality.text("mustBe");
        try {
            return most != null && new BigDecimal(most).signum() == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private void idle(Mapping quality, String key, String why) {
        var name = name(quality);
        var what = quality.text(key);
        rules.idle(
                new RuleInfo(
                        name.isEmpty() ? "contract.quality" : "contract." + name,
                        path,
                        what == null ? "quality" : what,
                        rules.origin(quality, key),
                        why));
    }
}
