/// Rules and filters in CEL (cel.dev, "Common Expression Language"): compiled once, evaluated under
/// a limit of steps and time.
@NullMarked
package io.sightglass.contract.cel;

import org.jspecify.annotations.NullMarked;
