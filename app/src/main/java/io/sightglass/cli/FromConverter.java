package io.sightglass.cli;

import io.sightglass.port.From;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.time.ZoneId;
import java.util.regex.Pattern;

/// Reads `--from`.
final class FromConverter implements ITypeConverter<From> {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");

    @Override
    public From convert(String text) {
        switch (text) {
            case "latest" -> {
                return new From.Latest();
            }
            case "earliest" -> {
                return new From.Earliest();
            }
            default -> {}
        }
        if (NUMBER.matcher(text).matches()) {
            long number = Long.parseLong(text);
            return text.startsWith("-") ? new From.Last(-number) : new From.Offset(number);
        }
        return Instants.parse(text, ZoneId.systemDefault())
                .<From>map(From.Time::new)
                .orElseThrow(() ->
                        new TypeConversionException(
                                "--from is \""
                                        + Printable.line(text)
                                        + "\"; expected latest, earliest, -N for the last"
                                        + " N records, an offset, or an ISO-8601 time such"
                                        + " as 2023-08-15T10:00:00Z."));
    }
}
