/// From bytes to events, and from events to whatever is wanted.
///
/// Each format has ONE walker ([io.sightglass.decode.Walker]) that goes over a payload once and
/// tells a [io.sightglass.decode.DecodeSink] what is there, each thing with its bytes. Everything
/// else is a sink: the tree of the selected message, the one-line summary of a row, the findings,
/// the statistics. So a format is added by writing one walker, and a feature by writing one sink.
///
/// Most payloads are sound, and most sinks want to hear little of those: a check without words goes
/// over the payload first, and the walker where that stops (docs/decisions/0012).
///
/// Which walker reads a payload is decided in [io.sightglass.decode.Decoders]: first the framing
/// (`framing`), then the schema, then the format; every attempt that was rejected keeps its reason.
@NullMarked
package io.sightglass.decode;

import org.jspecify.annotations.NullMarked;
