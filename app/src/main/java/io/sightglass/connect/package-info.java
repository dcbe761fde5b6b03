/// An open connection with all that reading needs: cluster, registry, local schemas, contracts and
/// decoders put together ([io.sightglass.connect.Connection]); and the connections that a person
/// keeps between starts ([io.sightglass.connect.Profiles]).
@NullMarked
package io.sightglass.connect;

import org.jspecify.annotations.NullMarked;
