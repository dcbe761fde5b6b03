/// What a schema says of each of its fields, in words that need no knowledge of its format: "text",
/// "list of Item", "moment in time"; whether a field may be missing; what its author wrote of it.
///
/// [io.sightglass.schema.explain.Explained] is one place of a schema, from which one goes on to the
/// fields below.
@NullMarked
package io.sightglass.schema.explain;

import org.jspecify.annotations.NullMarked;
