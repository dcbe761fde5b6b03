package io.sightglass.indicator;

import io.sightglass.indicator.Indicators.By;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/// Turns what records with findings have in common into the filter that shows just those.
public final class FacetFilter {
    private FacetFilter() {}

    /// An expression for the filter; null where a value cannot be asked for, since it was shown
    /// shortened or is not text.
    public static @Nullable String of(Indicators seen, By by, String value) {
        if (value.endsWith("…") || value.startsWith("0x")) {
            return null;
        }
        return switch (by) {
            case RULE -> text(value) + " in rules";
            case FIELD -> text(value.equals(Facets.WHOLE) ? "" : value) + " in fields";
            case SCHEMA -> schema(seen, value);
            case PARTITION -> "partition == " + value;
            case PRODUCER -> producer(seen, value);
            case KEY ->
                    value.equals(Facets.NO_KEY) ? "key == null" : "string(key) == " + text(value);
            case HEADER -> {
                int at = value.indexOf(Facets.IS);
                yield at < 0
                        ? null
                        : header(value.substring(0, at), value.substring(at + Facets.IS.length()));
            }
        };
    }

    /// An expression for what one rule has found at one field.
    public static String of(Indicators.OfRule rule) {
        return text(rule.rule()) + " in rules && " + text(rule.path()) + " in fields";
    }

    private static String schema(Indicators seen, String value) {
        boolean missing =
                seen.schemas().stream().anyMatch(of -> of.missing() && of.name().equals(value));
        return missing ? "\"schema.unknown-id\" in rules" : "schema == " + text(value);
    }

    /// The header by which the producer tells who it is: the first that has the value.
    private static @Nullable String producer(Indicators seen, String value) {
        if (value.equals(Facets.SILENT)) {
            return null;
        }
        for (var name : Facets.PRODUCERS) {
            var wanted = name + Facets.IS + value;
            for (var facet : seen.facets()) {
                boolean there =
                        facet.by() == By.HEADER
                                && facet.top().stream()
                                        .anyMatch(share -> share.name().equals(wanted));
                if (there) {
                    return header(name, value);
                }
            }
        }
        return null;
    }

    private static String header(String name, String value) {
        return "headers[" + text(name) + "] == " + text(value);
    }

    /// A string literal in CEL.
    private static String text(String value) {
        var out = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
