package io.sightglass.cli;

import io.sightglass.port.ConnectionFailure;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

import java.io.IOException;
import java.util.function.BooleanSupplier;

/// Turns what a command throws into one sentence and an exit code.
final class RunFailures implements IExecutionExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(RunFailures.class);

    private final BooleanSupplier debug;

    /// @param debug whether the stack trace is wanted, asked when something has failed
    RunFailures(BooleanSupplier debug) {
        this.debug = debug;
    }

    @Override
    public int handleExecutionException(
            Exception failure, CommandLine command, ParseResult parsed) {
        var err = command.getErr();
        var name = command.getCommandSpec().qualifiedName();
        int code =
                switch (failure) {
                    case CliFailure cli -> {
                        err.println(cli.getMessage());
                        yield cli.exitCode();
                    }
                    case ConnectionFailure connection -> {
                        err.println(connection.sentence().plain());
                        yield ExitCode.UNREADABLE;
                    }
                    case IOException io -> {
                        log.warn("{} failed", name, io);
                        err.println(name + " could not go on: " + reason(io) + ".");
                        yield ExitCode.UNREADABLE;
                    }
                    default -> {
                        log.error("{} failed", name, failure);
                        err.println(
                                name
                                        + " met a fault of its own and stopped; run it again with"
                                        + " --debug and report what it prints.");
                        yield ExitCode.UNREADABLE;
                    }
                };
        if (debug.getAsBoolean()) {
            failure.printStackTrace(err);
        }
        err.flush();
        return code;
    }

    private static String reason(IOException failure) {
        var message = failure.getMessage();
        var said = message == null || message.isBlank() ? "reading or writing failed" : message;
        var line = Printable.line(said);
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }
}
