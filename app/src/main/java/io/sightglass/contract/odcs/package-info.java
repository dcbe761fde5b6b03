/// Contract files in the Open Data Contract Standard 3.1 (YAML).
@NullMarked
package io.sightglass.contract.odcs;

import org.jspecify.annotations.NullMarked;
