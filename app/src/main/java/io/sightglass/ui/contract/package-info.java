/// The Contract tab: a topic's indicators against what its contract promises, live. Everything is
/// gathered by [io.sightglass.indicator.Check] on its own thread; the model takes over what was
/// published, once a frame at most.
@NullMarked
package io.sightglass.ui.contract;

import org.jspecify.annotations.NullMarked;
