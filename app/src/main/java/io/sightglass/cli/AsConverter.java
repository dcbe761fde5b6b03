package io.sightglass.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// How a payload is given: `json`, `bytes` or `hex`.
final class AsConverter implements ITypeConverter<TryCommand.As> {
    @Override
    public TryCommand.As convert(String text) {
        return switch (text) {
            case "json" -> TryCommand.As.JSON;
            case "bytes" -> TryCommand.As.BYTES;
            case "hex" -> TryCommand.As.HEX;
            default ->
                    throw new TypeConversionException(
                            "there is no such way to give a payload; expected json, bytes or hex.");
        };
    }
}
