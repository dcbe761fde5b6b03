package io.sightglass.compat.json;

import tools.jackson.databind.JsonNode;

/// The drafts of JSON Schema, in the order in which they were written.
enum Dialect {
    DRAFT_4,
    DRAFT_6,
    DRAFT_7,
    DRAFT_2019_09,
    DRAFT_2020_12;

    /// What `$schema` names. Draft 7 where it names nothing that is known, as the registry has it.
    static Dialect of(JsonNode root) {
        var name = root.path("$schema").asString("");
        if (name.contains("draft-04")) {
            return DRAFT_4;
        }
        if (name.contains("draft-06")) {
            return DRAFT_6;
        }
        if (name.contains("2019-09")) {
            return DRAFT_2019_09;
        }
        if (name.contains("2020-12")) {
            return DRAFT_2020_12;
        }
        return DRAFT_7;
    }

    boolean isAtLeast(Dialect other) {
        return compareTo(other) >= 0;
    }

    /// The keyword that names a schema.
    String id() {
        return this == DRAFT_4 ? "id" : "$id";
    }
}
