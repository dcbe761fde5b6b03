/// Tests that hold the documentation against what is there.
@NullMarked
package io.sightglass.docs;

import org.jspecify.annotations.NullMarked;
