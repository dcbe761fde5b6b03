package io.sightglass.contract.odcs;

import io.sightglass.contract.FormatRule;
import io.sightglass.contract.Length;
import io.sightglass.contract.PatternRule;
import io.sightglass.contract.Range;
import io.sightglass.contract.Rule;
import io.sightglass.contract.RuleInfo;
import io.sightglass.contract.RulePath;
import io.sightglass.contract.TextFormat;
import io.sightglass.contract.mask.PersonalData;
import io.sightglass.schema.YamlText.Mapping;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Turns the properties of a contract's schema into rules (Open Data Contract Standard 3.1,
/// "Schema", "Logical Type Options").
final class OdcsProperties {
    private static final int DEEPEST = 50;
    private static final int MOST = 20_000;
    private static final Set<String> LOGICAL_TYPES =
            Set.of(
                    "string",
                    "date",
                    "timestamp",
                    "time",
                    "number",
                    "integer",
                    "object",
                    "array",
                    "boolean");

    /// Formats that say how a text is used, not what it looks like.
    private static final Set<String> NOT_JUDGED = Set.of("password", "byte", "binary");

    private final OdcsRules rules;
    private final boolean datesMayHaveTimes;
    private int count;

    OdcsProperties(OdcsRules rules, boolean datesMayHaveTimes) {
        this.rules = rules;
        this.datesMayHaveTimes = datesMayHaveTimes;
    }

    /// The `properties` of a schema object or of a property that is an object.
    void read(Mapping object, String path, int depth) {
        if (depth > DEEPEST) {
            object.problem("properties", "the properties are nested too deeply.");
            return;
        }
        var names = new HashSet<String>();
        for (var property : object.mappings("properties")) {
            var name = property.text("name");
            if (name == null || name.isBlank()) {
                property.problem("name", "a property needs a name.");
            } else if (!names.add(name)) {
                property.problem("name", "there is a property " + name + " already.");
            } else {
                property(property, RulePath.field(path, name), depth);
            }
        }
        for (var name : required(object)) {
            rules.add(new Rule.Required(RulePath.field(path, name)), object, "logicalTypeOptions");
        }
    }

    private static Set<String> required(Mapping object) {
        var options = object.mapping("logicalTypeOptions");
        return options == null ? Set.of() : new HashSet<>(options.texts("required"));
    }

    private void property(Mapping property, String path, int depth) {
        if (++count > MOST) {
            if (count == MOST + 1) {
                property.problem("name", "there are more than " + MOST + " properties.");
            }
            return; // aliases can stand for more properties than any file could hold
        }
        if (PersonalData.isClassified(property.text("classification"))
                || property.texts("tags").stream().anyMatch(PersonalData::isTagged)) {
            rules.mask(path);
        }
        if (OdcsNumbers.truth(property, "required")) {
            rules.add(new Rule.Required(path), property, "required");
        }
        for (var key : List.of("unique", "primaryKey")) {
            if (OdcsNumbers.truth(property, key)) {
                rules.idle(
                        new RuleInfo(
                                "contract.unique",
                                path,
                                "unique",
                                rules.origin(property, key),
                                "it is about many records together"));
            }
        }
        var type = property.text("logicalType");
        if (type != null && !LOGICAL_TYPES.contains(type)) {
            property.problem(
                    "logicalType",
                    "there is no logical type "
                            + OdcsNumbers.shown(type)
                            + "; expected string, date, timestamp, time, number, integer, object,"
                            + " array or boolean.");
            type = null;
        }
        var options = property.mapping("logicalTypeOptions");
        switch (type) {
            case "integer", "number" -> range(options, path);
            case "string" -> string(options, path);
            case "array" -> items(options, path);
            case "date", "timestamp", "time" -> date(type, property, options, path);
            case null, default -> {}
        }
        new OdcsQuality(rules, path).read(property);
        if (property.has("properties") || "object".equals(type)) {
            read(property, path, depth + 1);
        }
        var items = property.mapping("items");
        if (items != null && depth < DEEPEST) {
            property(items, RulePath.element(path), depth + 1);
        } else if (items != null) {
            property.problem("items", "the items are nested too deeply.");
        }
    }

    private void range(@Nullable Mapping options, String path) {
        if (options == null) {
            return;
        }
        var minimum = OdcsNumbers.number(options, "minimum");
        var above = OdcsNumbers.number(options, "exclusiveMinimum");
        var maximum = OdcsNumbers.number(options, "maximum");
        var below = OdcsNumbers.number(options, "exclusiveMaximum");
        boolean isAbove = above != null && (minimum == null || above.compareTo(minimum) >= 0);
        boolean isBelow = below != null && (maximum == null || below.compareTo(maximum) <= 0);
        BigDecimal least = isAbove ? above : minimum;
        BigDecimal most = isBelow ? below : maximum;
        if (least == null && most == null) {
            return;
        }
        int order = least == null || most == null ? -1 : least.compareTo(most);
        if (order > 0 || (order == 0 && (isAbove || isBelow))) {
            options.problem(
                    isBelow ? "exclusiveMaximum" : "maximum",
                    "no number satisfies this: the maximum is below the minimum.");
            return;
        }
        rules.add(
                Range.of(path, least, isAbove, most, isBelow),
                options,
                least == null ? "maximum" : isAbove ? "exclusiveMinimum" : "minimum");
    }

    private void string(@Nullable Mapping options, String path) {
        if (options == null) {
            return;
        }
        int least = OdcsNumbers.count(options, "minLength");
        int most = OdcsNumbers.count(options, "maxLength");
        if (isSpan(options, "maxLength", least, most)) {
            rules.add(
                    new Length(path, Math.max(least, 0), most),
                    options,
                    least > 0 ? "minLength" : "maxLength");
        }
        var pattern = options.text("pattern");
        if (pattern != null) {
            pattern(options, pattern, path);
        }
        var format = options.text("format");
        if (format != null && !NOT_JUDGED.contains(format)) {
            var known = TextFormat.of(format);
            if (known == null) {
                options.problem(
                        "format",
                        "there is no format "
                                + OdcsNumbers.shown(format)
                                + " for strings; expected one such as email, uuid, uri, hostname,"
                                + " ipv4, ipv6 or date-time.");
            } else {
                rules.add(new FormatRule(path, known), options, "format");
            }
        }
    }

    /// Whether there is a bound, and the two make sense together.
    private static boolean isSpan(Mapping options, String key, int least, int most) {
        if (most >= 0 && least > most) {
            options.problem(key, "nothing satisfies this: the maximum is below the minimum.");
            return false;
        }
        return least > 0 || most >= 0;
    }

    private void pattern(Mapping options, String pattern, String path) {
        try {
            rules.add(new PatternRule(path, Pattern.compile(pattern)), options, "pattern");
        } catch (PatternSyntaxException e) {
            var why = e.getDescription();
            options.problem(
                    "pattern",
                    "this is not a regular expression: "
                            + Character.toLowerCase(why.charAt(0))
                            + why.substring(1)
                            + (e.getIndex() < 0
                                    ? "."
                                    : " at character " + (e.getIndex() + 1) + "."));
        } catch (StackOverflowError e) {
            options.problem("pattern", "this regular expression is nested too deeply.");
        }
    }

    private void items(@Nullable Mapping options, String path) {
        if (options == null) {
            return;
        }
        int least = OdcsNumbers.count(options, "minItems");
        int most = OdcsNumbers.count(options, "maxItems");
        if (isSpan(options, "maxItems", least, most)) {
            rules.add(
                    new Rule.ItemCount(path, Math.max(least, 0), most),
                    options,
                    least > 0 ? "minItems" : "maxItems");
        }
    }

    /// A date or time that is text is written as ISO-8601 has it, unless the contract names another
    /// form.
    private void date(String type, Mapping property, @Nullable Mapping options, String path) {
        var format = options == null ? null : options.text("format");
        var known =
                switch (format) {
                    case null ->
                            switch (type) {
                                case "date" -> datesMayHaveTimes ? null : TextFormat.DATE;
                                case "time" -> TextFormat.TIME;
                                default -> TextFormat.DATE_TIME;
                            };
                    case "yyyy-MM-dd" -> TextFormat.DATE;
                    case "yyyy-MM-ddTHH:mm:ssZ",
                            "yyyy-MM-dd'T'HH:mm:ssZ",
                            "yyyy-MM-dd'T'HH:mm:ssXXX",
                            "yyyy-MM-dd'T'HH:mm:ss.SSSZ",
                            "yyyy-MM-dd'T'HH:mm:ss.SSSXXX" ->
                            TextFormat.DATE_TIME;
                    default -> TextFormat.of(format);
                };
        if (known != null) {
            rules.add(
                    new FormatRule(path, known),
                    options == null ? property : options,
                    options == null ? "logicalType" : "format");
        }
    }
}
