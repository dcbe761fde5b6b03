/// Broken on purpose, so that a rule can be seen to fail.
@NullMarked
package io.sightglass.architecture.planted.worker;

import org.jspecify.annotations.NullMarked;
