package io.sightglass.cli;

import io.sightglass.model.Header;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/// Reads `--header NAME=VALUE`: the value as UTF-8, as bytes behind `hex:` or `base64:`, or null
/// where there is no `=`.
final class HeaderConverter implements ITypeConverter<Header> {
    private static final String HEX = "hex:";
    private static final String BASE64 = "base64:";

    @Override
    public Header convert(String text) {
        int equals = text.indexOf('=');
        var name = equals < 0 ? text : text.substring(0, equals);
        if (name.isEmpty()) {
            throw wrong(text, "has no name");
        }
        if (equals < 0) {
            return new Header(name, null);
        }
        return new Header(name, value(text, text.substring(equals + 1)));
    }

    private static byte[] value(String text, String value) {
        try {
            if (value.startsWith(HEX)) {
                return HexFormat.of().parseHex(value.substring(HEX.length()).replace(" ", ""));
            }
            if (value.startsWith(BASE64)) {
                return Base64.getDecoder().decode(value.substring(BASE64.length()));
            }
        } catch (IllegalArgumentException _) {
            throw wrong(text, value.startsWith(HEX) ? "is not hexadecimal" : "is not base64");
        }
        return value.getBytes(StandardCharsets.UTF_8);
    }

    private static TypeConversionException wrong(String text, String why) {
        return new TypeConversionException(
                "--header \""
                        + Printable.line(text)
                        + "\" "
                        + why
                        + "; expected NAME=VALUE, NAME=hex:BYTES or NAME=base64:BYTES.");
    }
}
