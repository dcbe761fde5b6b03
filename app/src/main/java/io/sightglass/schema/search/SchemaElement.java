package io.sightglass.schema.search;

import java.util.List;

/// Something in a schema that has a name.
///
/// @param owner full name of the type that it is in, or of the type itself; in a JSON Schema the
///   path of the object that holds it, such as `items[]`, empty for the outermost
/// @param member what it is called within the schema for machines: the name, in a JSON Schema the
///   JSON pointer (RFC 6901)
/// @param path as people write it: `Order.userId`, `items[].price`
/// @param aliases other names that it goes by
/// @param type as the format writes it, empty where there is none to tell
/// @param doc documentation, empty where there is none
/// @param line in the schema's text, 1 for the first; 0 where it is not known
public record SchemaElement(
        Kind kind,
        String owner,
        String member,
        String name,
        String path,
        List<String> aliases,
        String type,
        String doc,
        int line) {
    /// What an element is.
    public enum Kind {
        FIELD("field"),
        TYPE("type"),
        SYMBOL("symbol"),
        SERVICE("service"),
        METHOD("method");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public SchemaElement {
        aliases = List.copyOf(aliases);
    }
}
