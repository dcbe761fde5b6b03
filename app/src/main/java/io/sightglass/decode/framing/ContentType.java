package io.sightglass.decode.framing;

import io.sightglass.model.Format;
import io.sightglass.model.Framing;
import io.sightglass.model.Header;
import io.sightglass.model.Headers;
import io.sightglass.model.Part;
import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/// A header that says what the value is, as CloudEvents' Kafka binding (`content-type`,
/// `ce_datacontenttype`, `ce_dataschema`) and Spring (`contentType`, in quotes) write it. It names
/// no schema. Keys have no such header.
final class ContentType implements FrameReader {
    private static final String[] NAMES = {"content-type", "contentType", "ce_datacontenttype"};
    private static final String SCHEMA = "ce_dataschema";

    @Override
    public Framing.Kind kind() {
        return Framing.Kind.CONTENT_TYPE;
    }

    @Override
    public boolean read(
            Part part, Headers headers, byte[] array, int offset, int length, Frame frame) {
        if (headers.size() == 0 || part == Part.KEY) {
            return false;
        }
        var header = said(headers);
        var value = header == null ? null : header.value();
        if (header == null || value == null) {
            return false;
        }
        var format = format(header, value);
        if (format == null) {
            return false;
        }
        frame.kind = kind();
        frame.format = format;
        frame.contentType = value;
        return true;
    }

    /// The header that says most, or null.
    private static @Nullable Header said(Headers headers) {
        Header found = null;
        var list = headers.list();
        for (int i = 0; i < list.size(); i++) {
            var header = list.get(i);
            var value = header.value();
            boolean schema = header.name().equals(SCHEMA);
            if (value == null || !(schema || isType(header.name()))) {
                continue;
            }
            boolean better = !schema && format(header, value) != null;
            if (found == null || better) {
                found = header;
            }
        }
        return found;
    }

    private static boolean isType(String name) {
        for (var type : NAMES) {
            if (name.equalsIgnoreCase(type)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Format format(Header header, byte[] value) {
        return header.name().equals(SCHEMA) ? ofSchema(value) : ofType(value);
    }

    /// The format of a media type: by its subtype's last word, so that `application/json`,
    /// `application/vnd.orders.v1+json` and `application/x-json` are alike.
    private static @Nullable Format ofType(byte[] value) {
        int from = 0;
        int to = value.length;
        while (from < to && (value[from] == '"' || value[from] == ' ')) {
            from++;
        }
        for (int i = from; i < to; i++) {
            if (value[i] == ';' || value[i] == '"' || value[i] == ' ') {
                to = i;
            }
        }
        int slash = from;
        while (slash < to && value[slash] != '/') {
            slash++;
        }
        if (slash == to) {
            return null;
        }
        int word = slash + 1;
        for (int i = word; i < to; i++) {
            if (value[i] == '+' || value[i] == '-' || value[i] == '.') {
                word = i + 1;
            }
        }
        var known = word(value, word, to);
        if (known != null) {
            return known;
        }
        if (Bytes.equalsIgnoreCase(value, from, slash, "avro")) {
            return Format.AVRO;
        }
        return Bytes.equalsIgnoreCase(value, from, slash, "text") ? Format.TEXT : null;
    }

    private static @Nullable Format word(byte[] value, int from, int to) {
        if (is(value, from, to, "json") || is(value, from, to, "ndjson")) {
            return Format.JSON;
        }
        if (is(value, from, to, "protobuf")) {
            return Format.PROTOBUF;
        }
        if (is(value, from, to, "avro")) {
            return Format.AVRO;
        }
        if (is(value, from, to, "cbor")) {
            return Format.CBOR;
        }
        if (is(value, from, to, "msgpack") || is(value, from, to, "messagepack")) {
            return Format.MESSAGEPACK;
        }
        return is(value, from, to, "xml") ? Format.XML : null;
    }

    private static boolean is(byte[] value, int from, int to, String word) {
        return Bytes.equalsIgnoreCase(value, from, to, word);
    }

    /// The format of the schema at an address, by its ending.
    private static @Nullable Format ofSchema(byte[] address) {
        int dot = address.length;
        while (dot > 0 && address[dot - 1] != '.') {
            dot--;
        }
        if (dot == 0) {
            return null;
        }
        int to = address.length;
        if (is(address, dot, to, "avsc")) {
            return Format.AVRO;
        }
        if (is(address, dot, to, "proto")) {
            return Format.PROTOBUF;
        }
        if (is(address, dot, to, "xsd")) {
            return Format.XML;
        }
        return is(address, dot, to, "json") ? Format.JSON : null;
    }

    @Override
    public Sentence reason(Part part, Headers headers, byte[] array, int offset, int length) {
        if (part == Part.KEY) {
            return Sentence.of("Headers say the content type of values only.");
        }
        var header = said(headers);
        if (header == null || header.value() == null) {
            return Sentence.of("There is no header content-type.");
        }
        var text = new String(header.value(), StandardCharsets.UTF_8);
        return Sentence.of(
                "The header "
                        + header.name()
                        + " is "
                        + (text.length() > 100 ? text.substring(0, 100) + "…" : text)
                        + ", which stands for no format that is known here.");
    }
}
