/// Broken on purpose, so that a rule can be seen to fail.
@NullMarked
package io.sightglass.architecture.planted.secret;

import org.jspecify.annotations.NullMarked;
