/// The search over all schemas: what is typed, what was found, and how much has been read so far.
@NullMarked
package io.sightglass.ui.search;

import org.jspecify.annotations.NullMarked;
