/// Benchmarks of the walkers against the formats' libraries (JMH; `mvn -Pbench`). What they gave
/// stands in `docs/performance.md`.
@NullMarked
package io.sightglass.bench;

import org.jspecify.annotations.NullMarked;
