package io.sightglass.cli;

/// What the process's exit code says.
final class ExitCode {
    private ExitCode() {}

    /// Nothing is wrong.
    static final int OK = 0;

    /// Findings, other than notices.
    static final int FINDINGS = 1;

    /// The command line is wrong, or a schema file that it names.
    static final int USAGE = 2;

    /// Could not connect, read or write.
    static final int UNREADABLE = 3;
}
