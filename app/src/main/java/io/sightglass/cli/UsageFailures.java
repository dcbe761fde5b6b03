package io.sightglass.cli;

import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.util.Arrays;

/// Turns what picocli finds wrong with a command line into one sentence.
final class UsageFailures implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        var command = failure.getCommandLine();
        var err = command.getErr();
        err.println(sentence(failure));
        if (Arrays.asList(arguments).contains("--debug")) {
            failure.printStackTrace(err);
        }
        err.flush();
        return ExitCode.USAGE;
    }

    private static String sentence(ParameterException failure) {
        var command = failure.getCommandLine();
        var name = command.getCommandSpec().qualifiedName();
        var help = " See " + name + " --help.";
        if (failure.getCause() instanceof TypeConversionException conversion) {
            return String.valueOf(conversion.getMessage());
        }
        if (failure instanceof UnmatchedArgumentException unmatched) {
            return unmatched(name, unmatched, command) + help;
        }
        if (failure instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            return name + " needs " + missing.getMissing().getFirst().paramLabel() + "." + help;
        }
        var message = Printable.line(String.valueOf(failure.getMessage()));
        return message + (message.endsWith(".") ? "" : ".") + help;
    }

    private static String unmatched(
            String name, UnmatchedArgumentException failure, CommandLine command) {
        var word = failure.getUnmatched().getFirst();
        var what = word.startsWith("-") ? " has no option " : " has no use for ";
        if (!word.startsWith("-") && !command.getSubcommands().isEmpty()) {
            what = " has no command ";
        }
        var near = failure.getSuggestions();
        var hint = near.isEmpty() ? "." : "; did you mean " + near.getFirst() + "?";
        return name + what + Printable.line(word) + hint;
    }
}
