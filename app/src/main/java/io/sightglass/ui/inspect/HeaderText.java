package io.sightglass.ui.inspect;

import io.sightglass.decode.HeaderValue;
import io.sightglass.model.Header;

import java.util.HexFormat;

/// A header's value as its row shows it.
///
/// @param kind `text`, `JSON`, `integer of 4 bytes`, `UUID`, `trace, sampled`, `17 bytes`, or empty
///   for no value
record HeaderText(Styled value, String kind) {
    private static final int LONGEST_BYTES = 64;

    static HeaderText of(Header header) {
        return switch (HeaderValue.of(header)) {
            case HeaderValue.Null _ -> new HeaderText(Styled.muted("null"), "");
            case HeaderValue.Text(var text) ->
                    text.isEmpty()
                            ? new HeaderText(Styled.muted("empty"), "")
                            : new HeaderText(Styled.string(ValueText.oneLine(text)), "text");
            case HeaderValue.Json(var text) ->
                    new HeaderText(Styled.plain(ValueText.oneLine(text)), "JSON");
            case HeaderValue.Traceparent parent ->
                    new HeaderText(
                            Styled.string(ValueText.oneLine(parent.text())),
                            parent.sampled() ? "trace, sampled" : "trace, not sampled");
            case HeaderValue.Int(long number, int size) ->
                    new HeaderText(
                            Styled.number(Long.toString(number)),
                            "integer of " + (size == 1 ? "1 byte" : size + " bytes"));
            case HeaderValue.Guid(var id) -> new HeaderText(Styled.number(id.toString()), "UUID");
            case HeaderValue.Bytes(var bytes) -> bytes(bytes);
        };
    }

    private static HeaderText bytes(byte[] bytes) {
        int shown = Math.min(bytes.length, LONGEST_BYTES);
        var hex = HexFormat.ofDelimiter(" ").formatHex(bytes, 0, shown);
        return new HeaderText(
                Styled.number(shown < bytes.length ? hex + " …" : hex), bytes.length + " bytes");
    }
}
