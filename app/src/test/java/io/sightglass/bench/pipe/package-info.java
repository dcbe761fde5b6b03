/// The whole pipe measured: a real broker and registry on this machine, topics of millions of
/// orders, and the same task done by Sightglass and by the tools that people use beside it, in
/// turn. [io.sightglass.bench.pipe.PipeTable] runs everything and writes the table of
/// `docs/performance.md`; `mvn -Pbench verify` runs that.
@NullMarked
package io.sightglass.bench.pipe;

import org.jspecify.annotations.NullMarked;
