/// The whole pipe measured: a real broker and registry on this machine, topics of millions of
/// orders, and the same task done by Sightglass and by the tools that people use beside it, in turn
/// ([io.sightglass.bench.pipe.TailAgainstKcat], [io.sightglass.bench.pipe.ShellAgainstPipes]). `mvn
/// -Pbench test-compile exec:exec@pipe -pl app` runs them; what they gave stands in
/// `docs/performance.md`.
@NullMarked
package io.sightglass.bench.pipe;

import org.jspecify.annotations.NullMarked;
