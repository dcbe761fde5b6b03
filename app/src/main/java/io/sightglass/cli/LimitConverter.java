package io.sightglass.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.util.regex.Pattern;

/// Reads `--limit`.
final class LimitConverter implements ITypeConverter<Long> {
    private static final Pattern NUMBER = Pattern.compile("0*[1-9]\\d{0,17}");

    @Override
    public Long convert(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new TypeConversionException(
                    "--limit is \""
                            + Printable.line(text)
                            + "\"; expected a number of records from 1, such as 200.");
        }
        return Long.parseLong(text);
    }
}
