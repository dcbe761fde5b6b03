/// The command line: one class a command, picocli for the options, JSON by Jackson.
@NullMarked
package io.sightglass.cli;

import org.jspecify.annotations.NullMarked;
