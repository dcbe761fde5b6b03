package io.sightglass.playground.registry;

/// One version of a subject.
///
/// @param deleted softly: still there for who asks with `deleted=true`
record Version(String subject, int number, StoredSchema schema, boolean deleted) {
    Version softlyDeleted() {
        return new Version(subject, number, schema, true);
    }
}
