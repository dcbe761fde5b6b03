package io.sightglass.cli;

import io.sightglass.model.Framing;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads `--framing`. A framing that is in headers is not among them: a file has none.
final class FramingConverter implements ITypeConverter<Framing.Kind> {
    @Override
    public Framing.Kind convert(String text) {
        for (var kind : Framing.Kind.values()) {
            if (kind != Framing.Kind.CONFLUENT_HEADER && kind.label().equals(text)) {
                return kind;
            }
        }
        throw new TypeConversionException(
                "--framing is \""
                        + Printable.line(text)
                        + "\"; expected confluent, avro-single-object or raw.");
    }
}
