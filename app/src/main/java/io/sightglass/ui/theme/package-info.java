/// How the window looks. One style sheet, `sightglass.css`, lists at its head the classes that
/// views assign; `dark.css` and `light.css` give its colours their values. Nothing is styled in
/// Java.
@NullMarked
package io.sightglass.ui.theme;

import org.jspecify.annotations.NullMarked;
