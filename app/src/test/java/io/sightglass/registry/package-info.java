/// Tests of the registry client against a real HTTP server that misbehaves on request.
@NullMarked
package io.sightglass.registry;

import org.jspecify.annotations.NullMarked;
