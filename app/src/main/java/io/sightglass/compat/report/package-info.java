/// A comparison of two schemas as a document, for a review: Markdown and HTML.
@NullMarked
package io.sightglass.compat.report;

import org.jspecify.annotations.NullMarked;
