/// Sightglass.
@NullMarked
package io.sightglass;

import org.jspecify.annotations.NullMarked;
