/// Trying a payload before it is sent ([io.sightglass.gate]): typed on the left, answered on the
/// right as a gateway would, as one types.
@NullMarked
package io.sightglass.ui.attempt;

import org.jspecify.annotations.NullMarked;
