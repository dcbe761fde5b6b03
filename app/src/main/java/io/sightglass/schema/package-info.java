/// Schemas: parsing them with their formats' own libraries, finding them by id, GUID, fingerprint
/// or file, resolving their references, and running protoc for .proto text.
///
/// [io.sightglass.schema.Schemas] is what decoders ask; [io.sightglass.schema.SchemaCatalog]
/// answers from a registry and from local folders ([io.sightglass.schema.LocalSchemas]) without
/// ever making them wait.
@NullMarked
package io.sightglass.schema;

import org.jspecify.annotations.NullMarked;
