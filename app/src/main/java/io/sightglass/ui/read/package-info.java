/// How payloads are read when a person says so: "decode as" names the schema, format or framing of
/// payloads that do not say it themselves, and "read as" names a reader, to see what it would make
/// of them. One panel serves both: [io.sightglass.ui.read.ReadingModel] knows what may be chosen,
/// [io.sightglass.ui.read.ReadingView] shows it, and [io.sightglass.ui.read.ReadAsMenu] is the
/// short way to the versions of the topic's own subject. What was chosen is in force in
/// [io.sightglass.decode.Decoders].
@NullMarked
package io.sightglass.ui.read;

import org.jspecify.annotations.NullMarked;
