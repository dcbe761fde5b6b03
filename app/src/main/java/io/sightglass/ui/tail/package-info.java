/// A topic's tab: what is read and what of it is shown, the record list, and the selected record.
///
/// [io.sightglass.ui.tail.TailModel] owns the tail, what limits the view of it, and the selection;
/// it is looked at once a frame and tells nobody by itself. [io.sightglass.ui.tail.TailView] lays
/// it out.
@NullMarked
package io.sightglass.ui.tail;

import org.jspecify.annotations.NullMarked;
