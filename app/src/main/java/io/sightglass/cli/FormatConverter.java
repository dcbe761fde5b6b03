package io.sightglass.cli;

import io.sightglass.model.Format;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads `--format`.
final class FormatConverter implements ITypeConverter<Format> {
    @Override
    public Format convert(String text) {
        for (var format : Format.values()) {
            if (format.label().equals(text)) {
                return format;
            }
        }
        throw new TypeConversionException(
                "--format is \""
                        + Printable.line(text)
                        + "\"; expected avro, protobuf, json, cbor, msgpack, xml, text"
                        + " or bytes.");
    }
}
