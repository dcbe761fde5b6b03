package io.sightglass.tail;

import io.sightglass.model.Mark;
import io.sightglass.model.SchemaInfo;

import org.jspecify.annotations.Nullable;

/// What was thought of a record.
interface Judgement {
    Mark mark();

    /// How many findings key and value have together, notices left out.
    int findings();

    /// What the value was read with.
    @Nullable SchemaInfo schema();

    /// The schema of key or value is on its way, so another look may end differently.
    boolean pending();

    /// Whether it was held to all its rules; else to those on its structure and its fields alone,
    /// since the others could not keep up.
    boolean whole();
}
