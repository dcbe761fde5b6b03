/// What is around the tabs: top bar, side bar, palette, status bar, and which tabs are open.
///
/// [io.sightglass.ui.shell.ShellModel] holds it together. [io.sightglass.ui.shell.ClusterWatch]
/// looks at the cluster in the background and hands over whole snapshots
/// ([io.sightglass.ui.shell.Surroundings]), which the side bar and the palette show.
@NullMarked
package io.sightglass.ui.shell;

import org.jspecify.annotations.NullMarked;
