/// The keywords of a JSON Schema beyond structure, judged by the library that knows all drafts
/// (networknt), on the record's own tree; what the walk has said already is not said again.
@NullMarked
package io.sightglass.contract.jsonschema;

import org.jspecify.annotations.NullMarked;
