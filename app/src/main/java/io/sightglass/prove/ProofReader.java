package io.sightglass.prove;

import io.sightglass.model.SchemaInfo;
import io.sightglass.model.SchemaRef;
import io.sightglass.schema.OneSchema;
import io.sightglass.schema.ParsedSchema;
import io.sightglass.schema.ReaderSchemas;
import io.sightglass.schema.ResolvedSchema;
import io.sightglass.schema.Schemas;

/// The reader that is to be proved: its schema, and those that records were written with.
///
/// @param schemas answers for both
/// @param ref how the reader's is asked for. A version without a subject is one of each record's
///   own subject
public record ProofReader(Schemas schemas, SchemaRef ref) {
    /// Whether it is a version of each record's own subject.
    boolean isOfWriter() {
        return ref instanceof SchemaRef.BySubjectVersion(var subject, _) && subject.isEmpty();
    }

    /// A schema that has no other name yet: an edited text.
    ///
    /// @param name what to call it: `order.avsc`
    /// @param type a Protobuf message's full name; empty for the writer's own, or the first
    public static ProofReader draft(
            Schemas writers, String name, ParsedSchema schema, String type) {
        var info = new SchemaInfo(name, SchemaInfo.LOCAL, null, null, null, name);
        var resolved = new ResolvedSchema(schema, info, type.isEmpty() ? null : type);
        var ref = new SchemaRef.LocalFile(name, type);
        return new ProofReader(
                new ReaderSchemas(writers, ref, new OneSchema(resolved, resolved)), ref);
    }
}
