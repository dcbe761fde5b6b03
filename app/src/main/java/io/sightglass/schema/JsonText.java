package io.sightglass.schema;

import io.sightglass.model.Sentence;
import io.sightglass.schema.LocalSchemas.Problem;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.HashMap;
import java.util.Map;

/// JSON text read with the place of every value, so that a problem in what the JSON means can be
/// shown where it stands.
final class JsonText {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private JsonText() {}

    sealed interface Reading {}

    /// Well-formed text.
    ///
    /// @param places where each value begins, by JSON pointer (RFC 6901); the root is the empty one
    record Tree(JsonNode root, Map<String, Place> places) implements Reading {
        /// Where a value begins, or its nearest enclosing one that is known.
        Place place(String pointer) {
            for (var at = pointer; ; at = at.substring(0, at.lastIndexOf('/'))) {
                var place = places.get(at);
                if (place != null) {
                    return place;
                }
                if (at.lastIndexOf('/') < 0) {
                    return Place.START;
                }
            }
        }
    }

    /// Text that is not JSON.
    record Bad(Problem problem) implements Reading {}

    /// Line and column, both from 1.
    record Place(int line, int column) {
        static final Place START = new Place(1, 1);

        static Place of(TokenStreamLocation location) {
            return new Place(location.getLineNr(), location.getColumnNr());
        }

        Problem problem(String file, String sentence) {
            return new Problem(file, line, column, Sentence.of(sentence));
        }
    }

    /// One step of a JSON pointer.
    static String step(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }

    static Reading read(String file, String text) {
        var places = new HashMap<String, Place>();
        try (var parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            try {
                if (parser.nextToken() == null) {
                    return new Bad(Place.START.problem(file, "is empty; expected JSON."));
                }
                value(parser, places);
                if (parser.nextToken() != null) {
                    var place = Place.of(parser.currentTokenLocation());
                    return new Bad(
                            place.problem(
                                    file,
                                    "expected the end of the file, found "
                                            + found(text, charAt(text, place))
                                            + "."));
                }
            } catch (JacksonException e) {
                var location =
                        e.getLocation() == null ? parser.currentTokenLocation() : e.getLocation();
                return new Bad(
                        problem(file, text, parser.streamReadContext(), Place.of(location), e));
            }
            return new Tree(MAPPER.readTree(text), Map.copyOf(places));
        } catch (JacksonException e) {
            return new Bad(problem(file, text, null, Place.START, e));
        }
    }

    /// Notes the places of the current value and of everything in it.
    private static void value(JsonParser parser, Map<String, Place> places) {
        int depth = 0;
        do {
            var token = parser.currentToken();
            if (token == JsonToken.PROPERTY_NAME) {
                continue;
            }
            if (token.isStructEnd()) {
                depth--;
                continue;
            }
            var context = parser.streamReadContext();
            // within its own context a struct's pointer ends in a step that it does not have yet
            var pointer = token.isStructStart() ? pointer(context.getParent()) : pointer(context);
            places.put(pointer, Place.of(parser.currentTokenLocation()));
            if (token.isStructStart()) {
                depth++;
            }
        } while (depth > 0 && parser.nextToken() != null);
    }

    private static String pointer(TokenStreamContext context) {
        return context == null ? "" : context.pathAsPointer().toString();
    }

    private static Problem problem(
            String file,
            String text,
            @Nullable TokenStreamContext context,
            Place place,
            JacksonException e) {
        int at = Math.min(charAt(text, place), text.length());
        var said = e.getOriginalMessage();
        String sentence;
        if (said.startsWith("Document nesting depth")) {
            sentence = "is nested too deeply.";
        } else if (said.contains("closing quote")) {
            sentence = "the file ends inside a string; expected '\"'.";
        } else if (said.startsWith("Illegal unquoted character")) {
            sentence = "a string must not hold a line break or control character; write it as \\n.";
        } else if (said.startsWith("Unrecognized character escape")) {
            sentence = "a string holds an escape that JSON does not have; write \\\\ for \\.";
        } else if (said.contains("eading zeroes")) {
            sentence = "a number must not begin with 0.";
        } else {
            sentence =
                    "expected " + expected(text, at, context, said) + ", found " + found(text, at);
            sentence += ".";
        }
        return place.problem(file, sentence);
    }

    /// What may stand at a place: decided by what stands before it and by what is open.
    private static String expected(
            String text, int at, @Nullable TokenStreamContext context, String said) {
        int before = at - 1;
        while (before >= 0 && Character.isWhitespace(text.charAt(before))) {
            before--;
        }
        char last = before < 0 ? 0 : text.charAt(before);
        if (context == null || context.inRoot()) {
            return last == 0 ? "a JSON value" : "the end of the file";
        }
        if (said.contains("colon")) {
            return "':' after the name";
        }
        if (context.inArray()) {
            return switch (last) {
                case '[', ',' -> element(context.getParent().currentName());
                default -> "',' or ']'";
            };
        }
        return switch (last) {
            case ':' -> value(context.currentName());
            case '{' -> "a name in double quotes or '}'";
            case ',' -> "a name in double quotes";
            default -> "',' or '}'";
        };
    }

    private static String element(@Nullable String list) {
        return switch (list) {
            case "fields" -> "'{' to start a field";
            case "symbols" -> "'\"' to start a symbol";
            case "required" -> "'\"' to start a name";
            case null, default -> "a value";
        };
    }

    private static String value(@Nullable String name) {
        return switch (name) {
            case "fields" -> "'[' to start the fields";
            case "symbols" -> "'[' to start the symbols";
            case "properties" -> "'{' to start the properties";
            case null, default -> "a value";
        };
    }

    private static String found(String text, int at) {
        if (at >= text.length()) {
            return "the end of the file";
        }
        int end = at;
        while (end < text.length()
                && end - at < 20
                && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        return "'" + text.substring(at, Math.max(end, text.offsetByCodePoints(at, 1))) + "'";
    }

    private static int charAt(String text, Place place) {
        int at = 0;
        for (int line = 1; line < place.line(); line++) {
            int feed = lineEnd(text, at);
            if (feed < 0) {
                return text.length();
            }
            at = feed;
        }
        return at + place.column() - 1;
    }

    /// The start of the line after the one at `from`, as Jackson counts lines.
    private static int lineEnd(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                return i + 1;
            }
            if (c == '\r') {
                return i + 1 < text.length() && text.charAt(i + 1) == '\n' ? i + 2 : i + 1;
            }
        }
        return -1;
    }
}
