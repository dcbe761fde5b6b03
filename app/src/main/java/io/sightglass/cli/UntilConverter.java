package io.sightglass.cli;

import io.sightglass.port.Until;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.time.ZoneId;

/// Reads `--until`.
final class UntilConverter implements ITypeConverter<Until> {
    @Override
    public Until convert(String text) {
        if (text.equals("end")) {
            return new Until.End();
        }
        return Instants.parse(text, ZoneId.systemDefault())
                .<Until>map(Until.Time::new)
                .orElseThrow(() ->
                        new TypeConversionException(
                                "--until is \""
                                        + Printable.line(text)
                                        + "\"; expected end, or an ISO-8601 time such as"
                                        + " 2023-08-15T10:00:00Z."));
    }
}
