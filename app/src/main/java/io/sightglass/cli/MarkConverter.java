package io.sightglass.cli;

import io.sightglass.model.Mark;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads one word of `--only`.
final class MarkConverter implements ITypeConverter<Mark> {
    @Override
    public Mark convert(String text) {
        for (var mark : Mark.values()) {
            if (mark != Mark.VALID && mark.label().equals(text)) {
                return mark;
            }
        }
        throw new TypeConversionException(
                "--only has \""
                        + Printable.line(text)
                        + "\"; expected one or several of violation, unknown, undecodable,"
                        + " separated by commas.");
    }
}
