/// The directions of the architecture as tests, each proved able to fail on a planted violation.
@NullMarked
package io.sightglass.architecture;

import org.jspecify.annotations.NullMarked;
