@NullMarked
package io.sightglass.playground.traffic;

import org.jspecify.annotations.NullMarked;
