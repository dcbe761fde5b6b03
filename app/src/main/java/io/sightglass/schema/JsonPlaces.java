package io.sightglass.schema;

import io.sightglass.model.Location;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// Where values stand in a JSON text, by JSON pointer (RFC 6901).
///
/// One pass over the text that only looks for what is asked, so that a large schema costs its
/// reading and nothing more.
public final class JsonPlaces {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonPlaces() {}

    /// @param file what the locations are called
    /// @param text well-formed JSON; of a damaged text the places before the damage are found
    /// @return the place of each pointer's value; of a pointer that leads nowhere, the place of the
    ///   nearest enclosing value
    public static Map<String, Location> locate(
            String file, String text, Collection<String> pointers) {
        var wanted = new Step();
        pointers.forEach(wanted::add);
        try (var parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != null) {
                visit(parser, wanted);
            }
        } catch (JacksonException e) {
            // What comes after the damage has the place of what encloses it.
            return places(file, pointers, wanted);
        }
        return places(file, pointers, wanted);
    }

    private static Map<String, Location> places(
            String file, Collection<String> pointers, Step wanted) {
        var found = new HashMap<String, Location>();
        for (var pointer : pointers) {
            found.put(pointer, wanted.nearest(file, pointer));
        }
        return found;
    }

    /// Notes the place of the current value and of what is wanted in it.
    private static void visit(JsonParser parser, Step step) {
        var place = parser.currentTokenLocation();
        step.line = place.getLineNr();
        step.column = place.getColumnNr();
        if (step.steps.isEmpty()) {
            parser.skipChildren();
            return;
        }
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    var name = parser.currentName();
                    parser.nextToken();
                    visitOrSkip(parser, step.steps.get(name));
                }
            }
            case START_ARRAY -> {
                for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                    visitOrSkip(parser, step.steps.get(Integer.toString(i)));
                }
            }
            default -> {}
        }
    }

    private static void visitOrSkip(JsonParser parser, @Nullable Step step) {
        if (step == null) {
            parser.skipChildren();
        } else {
            visit(parser, step);
        }
    }

    /// A value on the way to one that is wanted.
    private static final class Step {
        private final Map<String, Step> steps = new HashMap<>();
        private int line;
        private int column;

        void add(String pointer) {
            var at = this;
            for (var name : names(pointer)) {
                at = at.steps.computeIfAbsent(name, any -> new Step());
            }
        }

        Location nearest(String file, String pointer) {
            var at = this;
            var nearest = this;
            for (var name : names(pointer)) {
                at = at.steps.get(name);
                if (at == null || at.line == 0) {
                    break;
                }
                nearest = at;
            }
            return new Location(file, Math.max(nearest.line, 1), Math.max(nearest.column, 1));
        }

        private static String[] names(String pointer) {
            if (pointer.isEmpty()) {
                return new String[0];
            }
            var names = pointer.substring(1).split("/", -1);
            for (int i = 0; i < names.length; i++) {
                names[i] = names[i].replace("~1", "/").replace("~0", "~");
            }
            return names;
        }
    }

    /// One step of a JSON pointer: the name, escaped, with its slash.
    public static String step(String name) {
        return JsonText.step(name);
    }
}
