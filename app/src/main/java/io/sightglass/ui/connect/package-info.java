/// Connecting, and what is kept between starts.
///
/// [io.sightglass.ui.connect.Opening] is one attempt to open a connection, in the background and
/// cancellable; [io.sightglass.ui.connect.ConnectModel] holds the form that starts one. What the
/// window remembers ([io.sightglass.ui.connect.Settings]) lives as JSON in the user's configuration
/// folder, beside the kept connections.
@NullMarked
package io.sightglass.ui.connect;

import org.jspecify.annotations.NullMarked;
