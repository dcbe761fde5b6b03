/// Packages that break every rule once. Nothing uses them.
@NullMarked
package io.sightglass.architecture.planted;

import org.jspecify.annotations.NullMarked;
