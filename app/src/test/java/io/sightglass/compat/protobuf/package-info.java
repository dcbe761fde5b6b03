@NullMarked
package io.sightglass.compat.protobuf;

import org.jspecify.annotations.NullMarked;
