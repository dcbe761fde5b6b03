package io.sightglass.prove;

import io.sightglass.model.Format;
import io.sightglass.model.ReadAs;
import io.sightglass.model.SchemaInfo;
import io.sightglass.schema.ResolvedSchema;

import org.jspecify.annotations.Nullable;

/// What was counted of the records that were written with one schema.
final class WriterTally {
    final @Nullable Format format;
    final @Nullable SchemaInfo schema;
    final Place root = new Place("", "", 0);
    long records;
    long failed;
    long damaged;
    @Nullable ResolvedSchema writer;
    @Nullable ReadAs reader;

    WriterTally(@Nullable Format format, @Nullable SchemaInfo schema) {
        this.format = format;
        this.schema = schema;
    }

    boolean isOf(@Nullable Format otherFormat, @Nullable SchemaInfo other) {
        return format == otherFormat && (schema == null ? other == null : schema.equals(other));
    }
}
