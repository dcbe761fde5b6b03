package io.sightglass.decode.framing;

import io.sightglass.model.Format;
import io.sightglass.model.Framing;
import io.sightglass.model.Headers;
import io.sightglass.model.Part;
import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;

/// Apicurio's header framing, as its serdes write it (`DefaultHeadersHandler`): a global id or a
/// content id as eight bytes, most significant first; or else a content hash, group, artifact and
/// version as text. Beside them `apicurio.value.encoding` says whether Avro is written as JSON, and
/// `apicurio.protobuf.type` which message it is. The payload is the body from its first byte.
///
/// Ids as decimal text, which other writers send, are read too.
final class ApicurioHeader implements FrameReader {
    private static final String PREFIX = "apicurio.";

    private record Names(
            String globalId,
            String contentId,
            String contentHash,
            String group,
            String artifact,
            String version,
            String encoding,
            String type) {
        static Names of(String part, String type) {
            var start = PREFIX + part + ".";
            return new Names(
                    start + "globalId",
                    start + "contentId",
                    start + "contentHash",
                    start + "groupId",
                    start + "artifactId",
                    start + "version",
                    start + "encoding",
                    type);
        }
    }

    private static final Names KEY = Names.of("key", "apicurio.protobuf.type.key");
    private static final Names VALUE = Names.of("value", "apicurio.protobuf.type");

    @Override
    public Framing.Kind kind() {
        return Framing.Kind.APICURIO_HEADER;
    }

    @Override
    public boolean read(
            Part part, Headers headers, byte[] array, int offset, int length, Frame frame) {
        if (!hasAny(headers)) {
            return false;
        }
        var names = part == Part.KEY ? KEY : VALUE;
        long global = id(value(headers, names.globalId));
        long content = id(value(headers, names.contentId));
        var artifact = value(headers, names.artifact);
        var hash = value(headers, names.contentHash);
        if (global > 0 || content > 0) {
            frame.naming = global > 0 ? Frame.Naming.GLOBAL_ID : Frame.Naming.CONTENT_ID;
            frame.low = global > 0 ? global : content;
        } else if (artifact != null && artifact.length > 0) {
            frame.naming = Frame.Naming.ARTIFACT;
            frame.artifact = artifact;
            var group = value(headers, names.group);
            var version = value(headers, names.version);
            frame.group = group == null ? frame.group : group;
            frame.version = version == null ? frame.version : version;
        } else if (hash != null && hash.length > 0) {
            frame.naming = Frame.Naming.CONTENT_HASH;
            frame.artifact = hash;
        } else {
            return false;
        }
        frame.kind = kind();
        var encoding = value(headers, names.encoding);
        if (encoding != null && Bytes.equalsIgnoreCase(encoding, 0, encoding.length, "json")) {
            frame.format = Format.JSON;
        }
        var type = value(headers, names.type);
        frame.headerMessage = type == null ? frame.headerMessage : type;
        return true;
    }

    private static boolean hasAny(Headers headers) {
        var list = headers.list();
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).name().startsWith(PREFIX)) {
                return true;
            }
        }
        return false;
    }

    private static byte @Nullable [] value(Headers headers, String name) {
        var header = headers.last(name);
        return header == null ? null : header.value();
    }

    /// Eight bytes, or decimal digits; 0 where it is neither.
    private static long id(byte @Nullable [] value) {
        if (value == null || value.length == 0) {
            return 0;
        }
        long decimal = 0;
        for (byte b : value) {
            if (b < '0' || b > '9' || decimal > Long.MAX_VALUE / 10 - 1) {
                return value.length == 8 ? Bytes.big(value, 0, 8) : 0;
            }
            decimal = 10 * decimal + b - '0';
        }
        return decimal;
    }

    @Override
    public Sentence reason(Part part, Headers headers, byte[] array, int offset, int length) {
        var names = part == Part.KEY ? KEY : VALUE;
        for (var name : new String[] {names.globalId, names.contentId}) {
            var value = value(headers, name);
            if (value != null) {
                return Sentence.of(
                        "The header " + name + " holds no id in its " + value.length + " bytes.");
            }
        }
        return Sentence.of("There is no header " + names.globalId + " or " + names.contentId + ".");
    }
}
