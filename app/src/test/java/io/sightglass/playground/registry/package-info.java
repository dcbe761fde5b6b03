@NullMarked
package io.sightglass.playground.registry;

import org.jspecify.annotations.NullMarked;
