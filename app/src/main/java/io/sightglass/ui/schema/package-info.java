/// The schema tab: one schema to read, or two side by side with what changed and whom it breaks.
///
/// [io.sightglass.ui.schema.SchemaModel] loads, aligns and compares off the window's thread;
/// [io.sightglass.ui.schema.SchemaView] shows it in one list of rows, so that the two sides cannot
/// scroll apart.
@NullMarked
package io.sightglass.ui.schema;

import org.jspecify.annotations.NullMarked;
