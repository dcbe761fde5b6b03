package io.sightglass.cli;

import io.sightglass.compat.Policy;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.util.Locale;

/// Reads `--policy`.
final class PolicyConverter implements ITypeConverter<Policy> {
    @Override
    public Policy convert(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "strict" -> Policy.STRICT;
            case "lenient" -> Policy.LENIENT;
            default ->
                    throw new TypeConversionException(
                            "--policy is \""
                                    + Printable.line(text)
                                    + "\"; expected strict or lenient.");
        };
    }
}
