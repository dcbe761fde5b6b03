/// Small things that several views share: how figures are written and how names are matched.
@NullMarked
package io.sightglass.ui.control;

import org.jspecify.annotations.NullMarked;
