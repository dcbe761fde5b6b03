/// Which fields hold personal data: as contracts classify them, and as schemas tag them.
@NullMarked
package io.sightglass.contract.mask;

import org.jspecify.annotations.NullMarked;
