package io.sightglass.cli;

import io.sightglass.model.Verdict;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.util.Locale;

/// `--mode` of `diff`: who must be able to read whose records.
enum CompatMode {
    BACKWARD,
    FORWARD,
    FULL;

    boolean isKept(Verdict verdict) {
        return switch (this) {
            case BACKWARD -> verdict.backward();
            case FORWARD -> verdict.forward();
            case FULL -> verdict.full();
        };
    }

    /// Reads it, in capitals or not.
    static final class Converter implements ITypeConverter<CompatMode> {
        @Override
        public CompatMode convert(String text) {
            for (var mode : values()) {
                if (mode.name().equals(text.toUpperCase(Locale.ROOT))) {
                    return mode;
                }
            }
            throw new TypeConversionException(
                    "--mode is \""
                            + Printable.line(text)
                            + "\"; expected BACKWARD, FORWARD or FULL.");
        }
    }
}
