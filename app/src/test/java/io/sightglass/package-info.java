/// Tests of Sightglass as a whole; the packages below mirror the ones they test.
@NullMarked
package io.sightglass;

import org.jspecify.annotations.NullMarked;
