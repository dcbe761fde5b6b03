@NullMarked
package io.sightglass.playground;

import org.jspecify.annotations.NullMarked;
