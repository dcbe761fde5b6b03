package io.sightglass.decode.raw;

import io.sightglass.decode.Anomaly;
import io.sightglass.decode.DecodeSink;
import io.sightglass.decode.Walker;
import io.sightglass.model.FieldInfo;
import io.sightglass.model.Format;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;

/// Takes a payload for one XML document, shown as text, and says where it is not well-formed.
///
/// Document types are passed over and entities stay what they are: nothing is fetched and nothing
/// grows (XML 1.0, 4.4).
public final class XmlWalker implements Walker {
    private static final FieldInfo ROOT = FieldInfo.of("", -1, "document");

    /// Attributes of an element, and elements within each other, that are looked at; behind more it
    /// is not said whether the document is well-formed.
    private static final String MOST = "100000";

    /// How the JDK's reader begins the messages of its limits.
    private static final String LIMIT = "JAXP0001";

    private static final String START = "<?xml";

    /// Bytes in which an XML declaration is looked for.
    private static final int DECLARATION = 200;

    private static final Pattern ENCODING =
            Pattern.compile("^<\\?xml[^>]*?\\sencoding\\s*=\\s*[\"']([A-Za-z][\\w.-]*)[\"']");

    private static final XMLInputFactory FACTORY = factory();

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        // The JDK's own limits would call good documents bad: 200 attributes, names of 1 000
        // characters, a depth of 100. What is left of them bounds memory.
        factory.setProperty("jdk.xml.elementAttributeLimit", MOST);
        factory.setProperty("jdk.xml.maxElementDepth", MOST);
        factory.setProperty("jdk.xml.maxXMLNameLimit", "0");
        factory.setXMLResolver((_, _, _, _) -> new ByteArrayInputStream(new byte[0]));
        return factory;
    }

    @Override
    public Format format() {
        return Format.XML;
    }

    @Override
    public void walk(byte[] array, int offset, int from, int length, DecodeSink sink) {
        int start = offset + from;
        int end = offset + length;
        var charset = charset(array, start, end);
        var fault = fault(array, start, end, charset);
        if (fault != null) {
            int at =
                    charset == null
                            ? place(array, start, end, fault) - offset
                            : from + place(array, start, end, charset, fault);
            int line = Math.max(1, fault.getLineNumber());
            int column = Math.max(1, fault.getColumnNumber());
            sink.remark(ROOT, Anomaly.NOT_WELL_FORMED, at, length, line, column);
        }
        WideText.walk(ROOT, charset, array, offset, from, length, sink);
    }

    /// The encoding that the first bytes show, or that the XML declaration names (XML 1.0, 4.3.3);
    /// null for UTF-8.
    private static @Nullable Charset charset(byte[] array, int from, int to) {
        var wide = WideText.charset(array, from, to);
        if (wide != null) {
            return wide;
        }
        int size = Math.min(DECLARATION, to - from);
        var name = ENCODING.matcher(new String(array, from, size, StandardCharsets.ISO_8859_1));
        if (!name.find() || !Charset.isSupported(name.group(1))) {
            return null;
        }
        var charset = Charset.forName(name.group(1));
        // It is one in which the declaration could be read as far as here; ASCII is UTF-8 too.
        boolean fits = new String(array, from, START.length(), charset).equals(START);
        boolean other = !charset.name().startsWith("UTF-") && charset.canEncode();
        return fits && other && !charset.equals(StandardCharsets.US_ASCII) ? charset : null;
    }

    /// Whether bytes begin as XML does: a declaration, a comment, a document type or an element.
    public static boolean begins(byte[] array, int from, int to) {
        int at = WideText.behindMark(array, from, to);
        while (at < to && " \t\r\n\0".indexOf(array[at]) >= 0) {
            at++;
        }
        int next = at + 1 < to && array[at + 1] == 0 ? at + 2 : at + 1;
        return next < to
                && array[at] == '<'
                && (array[next] < 0
                        || Character.isLetter(array[next])
                        || "?!_:".indexOf(array[next]) >= 0);
    }

    /// Where the document is not well-formed, or null.
    private static @Nullable Location fault(
            byte[] array, int from, int to, @Nullable Charset charset) {
        try {
            var reader = FACTORY.createXMLStreamReader(characters(array, from, to, charset));
            try {
                while (reader.hasNext()) {
                    reader.next();
                }
                return null;
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            if (e.getMessage() != null && e.getMessage().contains(LIMIT)) {
                return null;
            }
            return e.getLocation() == null ? NOWHERE : e.getLocation();
        } catch (RuntimeException e) {
            // The JDK's reader answers some damage with exceptions of other kinds.
            return NOWHERE;
        }
    }

    /// The characters behind a byte order mark. Bytes that are none are said elsewhere: left to the
    /// JDK's reader, it would print them on standard error.
    private static Reader characters(byte[] array, int from, int to, @Nullable Charset charset) {
        int start = WideText.behindMark(array, from, to);
        return new InputStreamReader(
                new ByteArrayInputStream(array, start, to - start),
                charset == null ? StandardCharsets.UTF_8 : charset);
    }

    /// The byte at a line and column, where a line feed ends lines; the first where they lie
    /// elsewhere.
    private static int place(byte[] array, int from, int to, Location fault) {
        int at = from;
        for (int line = 1; line < fault.getLineNumber() && at < to; at++) {
            line += array[at] == '\n' ? 1 : 0;
        }
        for (int column = 1; column < fault.getColumnNumber() && at < to; column++) {
            at++;
            while (at < to && (array[at] & 0xc0) == 0x80) {
                at++;
            }
        }
        return at;
    }

    /// The same in another encoding than UTF-8, from the document's first byte.
    private static int place(byte[] array, int from, int to, Charset charset, Location fault) {
        int mark = WideText.behindMark(array, from, to) - from;
        var text = WideText.decode(array, from, to, charset);
        int at = 0;
        for (int line = 1; line < fault.getLineNumber() && at >= 0; line++) {
            at = text.indexOf('\n', at) + 1;
        }
        int end = Math.clamp(at + fault.getColumnNumber() - 1L, 0, text.length());
        return Math.min(to - from, mark + text.substring(0, end).getBytes(charset).length);
    }

    private static final Location NOWHERE =
            new Location() {
                @Override
                public int getLineNumber() {
                    return 1;
                }

                @Override
                public int getColumnNumber() {
                    return 1;
                }

                @Override
                public int getCharacterOffset() {
                    return 0;
                }

                @Override
                public @Nullable String getPublicId() {
                    return null;
                }

                @Override
                public @Nullable String getSystemId() {
                    return null;
                }
            };
}
