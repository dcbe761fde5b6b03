/// One record from the inside: its fields as a tree, as text, its headers and key; its bytes; and
/// what is wrong with it. A choice in one place is a choice in all.
///
/// [io.sightglass.ui.inspect.InspectModel] holds what is shown and what is chosen and knows no
/// control; [io.sightglass.ui.inspect.InspectView] puts the panes together.
/// [io.sightglass.ui.inspect.PayloadTree] and [io.sightglass.ui.inspect.TreeEntry] are the tree as
/// rows, made when they are opened.
@NullMarked
package io.sightglass.ui.inspect;

import org.jspecify.annotations.NullMarked;
