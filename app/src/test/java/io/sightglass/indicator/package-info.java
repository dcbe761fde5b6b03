/// Tests of the indicators.
@NullMarked
package io.sightglass.indicator;

import org.jspecify.annotations.NullMarked;
