package io.sightglass.schema;

import io.sightglass.schema.SchemaText.Reference;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Finds what .proto texts import, directly or not. An import that is found nowhere is left to the
/// compiler, which has the well-known types and says what is missing.
public final class ProtoReferences {
    private static final Pattern IMPORT =
            Pattern.compile("(?m)^\\s*import\\s+(?:public\\s+|weak\\s+|option\\s+)?\"([^\"]+)\"");
    private static final int MOST = 1_000;

    private ProtoReferences() {}

    /// Where the text of an import is to be had.
    public interface Source<E extends Exception> {
        /// The text of a file by its import name; null where it is not there.
        @Nullable String text(String name) throws E;
    }

    /// Everything that `text` imports and the source has, by import name.
    public static <E extends Exception> List<Reference> of(String text, Source<E> source) throws E {
        var found = new LinkedHashMap<String, @Nullable String>();
        var waiting = new ArrayDeque<String>();
        waiting.add(text);
        while (!waiting.isEmpty()) {
            var imports = IMPORT.matcher(waiting.poll());
            while (imports.find() && found.size() < MOST) {
                var name = imports.group(1);
                if (found.containsKey(name) || !isPlain(name)) {
                    continue;
                }
                var imported = source.text(name);
                found.put(name, imported);
                if (imported != null) {
                    waiting.add(imported);
                }
            }
        }
        return references(found);
    }

    private static List<Reference> references(Map<String, @Nullable String> found) {
        return found.entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .map(entry -> new Reference(entry.getKey(), String.valueOf(entry.getValue())))
                .toList();
    }

    private static boolean isPlain(String name) {
        return !name.startsWith("/") && !name.contains("..") && !name.contains("\\");
    }
}
