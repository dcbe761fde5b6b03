/// What a schema change breaks, and whom.
@NullMarked
package io.sightglass.compat;

import org.jspecify.annotations.NullMarked;
