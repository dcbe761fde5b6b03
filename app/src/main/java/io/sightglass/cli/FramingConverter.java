package io.sightglass.cli;

import io.sightglass.model.Framing;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.util.Arrays;
import java.util.stream.Collectors;

/// Reads `--framing`.
final class FramingConverter implements ITypeConverter<Framing.Kind> {
    @Override
    public Framing.Kind convert(String text) {
        var kinds = Framing.Kind.values();
        for (var kind : kinds) {
            if (kind.label().equals(text)) {
                return kind;
            }
        }
        var last = kinds[kinds.length - 1];
        var others =
                Arrays.stream(kinds)
                        .filter(kind -> kind != last)
                        .map(Framing.Kind::label)
                        .collect(Collectors.joining(", "));
        throw new TypeConversionException(
                "--framing is \""
                        + Printable.line(text)
                        + "\"; expected "
                        + others
                        + " or "
                        + last.label()
                        + ".");
    }
}
