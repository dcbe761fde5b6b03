package io.sightglass.cli;

import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;

/// A command cannot go on: the sentence for standard error, and the exit code.
final class CliFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    private CliFailure(int exitCode, Sentence sentence, @Nullable Throwable cause) {
        super(sentence.plain(), cause);
        this.exitCode = exitCode;
    }

    /// The command line, or a file that it names, is not what it should be.
    static CliFailure usage(Sentence sentence) {
        return new CliFailure(ExitCode.USAGE, sentence, null);
    }

    static CliFailure usage(String sentence) {
        return usage(Sentence.of(sentence));
    }

    /// Something could not be reached, read or written.
    static CliFailure unreadable(Sentence sentence, @Nullable Throwable cause) {
        return new CliFailure(ExitCode.UNREADABLE, sentence, cause);
    }

    static CliFailure unreadable(String sentence) {
        return unreadable(Sentence.of(sentence), null);
    }

    int exitCode() {
        return exitCode;
    }
}
