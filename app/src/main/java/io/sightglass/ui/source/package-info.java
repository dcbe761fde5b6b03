/// The text of a schema as a person reads it: coloured, folded, searched, and with its types one
/// key away.
///
/// [io.sightglass.ui.source.Tokens] reads a line, [io.sightglass.ui.source.SourceMap] a whole text,
/// off the window's thread; [io.sightglass.ui.source.SourceArea] shows it and colours only the
/// lines that are in sight.
@NullMarked
package io.sightglass.ui.source;

import org.jspecify.annotations.NullMarked;
