/// Full-text search over schemas: "who has a field userId?"
///
/// [io.sightglass.schema.search.SchemaElement] is what can be found: a type, a field, a symbol, a
/// method. [io.sightglass.schema.search.SchemaIndex] holds the elements of many schemas and finds
/// among them, whether names are written in camelCase or snake_case.
/// [io.sightglass.schema.search.SchemaSearch] fills it from a registry and from local files, in the
/// background, and keeps it as they are.
@NullMarked
package io.sightglass.schema.search;

import org.jspecify.annotations.NullMarked;
