/// The gate: what is let through, what is written, and what is said of the rest.
@NullMarked
package io.sightglass.gate;

import org.jspecify.annotations.NullMarked;
