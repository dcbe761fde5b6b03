package io.sightglass.schema;

import io.sightglass.model.SchemaRef;
import io.sightglass.port.SchemaRegistry;

/// Reads schemas of a registry, with what they refer to, and keeps none of them: for whoever goes
/// through all of a registry.
public final class PassingSchemas {
    private final SchemaRegistry registry;

    public PassingSchemas(SchemaRegistry registry) {
        this.registry = registry;
    }

    /// A version of a subject, parsed. Waits for the registry; not for the window's thread.
    /// [Lookup.Pending] where the registry did not answer.
    public Lookup read(String subject, int version) {
        return new RegistryFetch(registry, registry.address())
                .lookup(new SchemaRef.BySubjectVersion(subject, version));
    }
}
