package io.sightglass.cli;

import io.sightglass.port.Connector;

import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;

/// What the commands have of the world outside: where they read and write, how they reach a
/// cluster, and what the window's side does for them. Made by the composition root; tests make
/// their own.
///
/// @param in standard input, for `decode -`
/// @param colour whether `out` goes to a terminal that wants colours
/// @param progress whether `err` goes to a terminal, where what takes long says how far it is
/// @param configFolder where the kept connections are
/// @param patience how long a record may wait for a schema that is on its way
public record CliContext(
        Connector connector,
        PrintWriter out,
        PrintWriter err,
        InputStream in,
        boolean colour,
        boolean progress,
        Path configFolder,
        Window window,
        Painter painter,
        Interrupts interrupts,
        Duration patience) {
    /// Longer than a registry's own deadline.
    public static final Duration PATIENCE = Duration.ofSeconds(6);

    /// Whether this process's standard output is a terminal that wants colours. The launcher knows
    /// whether it is one (`-Dsightglass.terminal`); Java alone can tell only where standard input
    /// is one, too.
    public static boolean wantsColour() {
        var said = System.getProperty("sightglass.terminal");
        var console = System.console();
        boolean terminal =
                said == null ? console != null && console.isTerminal() : Boolean.parseBoolean(said);
        return Ink.wanted(terminal, System.getenv());
    }

    /// Whether this process's standard error is a terminal, as the launcher says
    /// (`-Dsightglass.terminal.err`); Java alone cannot tell.
    public static boolean wantsProgress() {
        return Boolean.getBoolean("sightglass.terminal.err")
                && !"dumb".equals(System.getenv("TERM"));
    }
}
