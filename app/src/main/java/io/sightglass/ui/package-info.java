/// The window. Views are built in code: a Model of properties and commands, which may know
/// `javafx.base` but no control, and a View of layout and bindings, which decides nothing about
/// data.
@NullMarked
package io.sightglass.ui;

import org.jspecify.annotations.NullMarked;
