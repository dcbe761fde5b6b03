package io.sightglass.ui.inspect;

import io.sightglass.model.Header;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;

/// A header's value by what it holds: nothing says how it was written.
///
/// @param kind `text`, `JSON`, `GUID`, `8 bytes`, or empty for no value
record HeaderText(Styled value, String kind) {
    private static final int GUID_BYTES = 17;

    static HeaderText of(Header header) {
        var bytes = header.value();
        if (bytes == null) {
            return new HeaderText(Styled.muted("null"), "");
        }
        if (bytes.length == 0) {
            return new HeaderText(Styled.muted("empty"), "");
        }
        if (bytes.length == GUID_BYTES
                && bytes[0] == 1
                && header.name().toLowerCase(Locale.ROOT).endsWith("_schema_id")) {
            var id = ByteBuffer.wrap(bytes, 1, 16);
            return new HeaderText(
                    Styled.number(new UUID(id.getLong(), id.getLong()).toString()), "GUID");
        }
        try {
            var text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(bytes))
                            .toString();
            if (text.codePoints().noneMatch(HeaderText::isUnprintable)) {
                var start = text.strip();
                boolean json =
                        (start.startsWith("{") && start.endsWith("}"))
                                || (start.startsWith("[") && start.endsWith("]"));
                var shown = ValueText.oneLine(text);
                return new HeaderText(
                        json ? Styled.plain(shown) : Styled.string(shown), json ? "JSON" : "text");
            }
        } catch (CharacterCodingException _) {
            // Not text: shown as bytes below.
        }
        int shown = Math.min(bytes.length, 64);
        var hex = HexFormat.ofDelimiter(" ").formatHex(bytes, 0, shown);
        return new HeaderText(
                Styled.number(shown < bytes.length ? hex + " …" : hex),
                bytes.length == 1 ? "1 byte" : bytes.length + " bytes");
    }

    private static boolean isUnprintable(int point) {
        return Character.isISOControl(point) && point != '\n' && point != '\r' && point != '\t';
    }
}
