package io.sightglass.prove;

/// Paths of places in a schema: as those of values, without indexes and keys.
final class Paths {
    private Paths() {}

    static String field(String record, String name) {
        return record.isEmpty() ? name : record + "." + name;
    }

    static String element(String container) {
        return container + "[]";
    }
}
