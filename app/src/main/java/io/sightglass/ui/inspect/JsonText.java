package io.sightglass.ui.inspect;

import io.sightglass.decode.JsonTree;
import io.sightglass.decode.WholeText;
import io.sightglass.model.Decoded;
import io.sightglass.model.Node;
import io.sightglass.model.Scalar;

import tools.jackson.core.JacksonException;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// A payload as text: its value as indented JSON, plain text as it is, and bytes in hexadecimal.
final class JsonText {
    /// Characters that are made at most; the rest is left out and said to be.
    static final int LONGEST = 4 << 20;

    private static final int LONGEST_LINE = 4000;
    private static final int BYTES_A_LINE = 32;
    private static final ObjectWriter INDENTED =
            JsonMapper.builder()
                    .build()
                    .writer()
                    .with(
                            new DefaultPrettyPrinter(
                                            Separators.createDefaultInstance()
                                                    .withObjectNameValueSpacing(
                                                            Separators.Spacing.AFTER)
                                                    .withObjectEmptySeparator("")
                                                    .withArrayEmptySeparator(""))
                                    .withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE));

    private JsonText() {}

    /// The text of a payload, line by line. May take a second for a very large one.
    static List<String> lines(Payload payload) {
        return switch (payload.decoded()) {
            case Decoded.DecodedMessage message
                    when message.root() instanceof Node.ScalarNode scalar
                            && scalar.value() instanceof Scalar.Text(String text) ->
                    split(text, false);
            case Decoded.DecodedMessage message -> {
                var out = new Bounded();
                boolean whole = write(message, out);
                yield split(out.toString(), !whole);
            }
            case Decoded.Undecodable _ -> hex(payload.bytes());
            case Decoded.Tombstone _ -> List.of();
        };
    }

    /// One field of a payload as JSON, in full.
    static String of(Decoded.DecodedMessage message, Node node) {
        var part =
                new Decoded.DecodedMessage(
                        message.format(),
                        message.framing(),
                        message.schema(),
                        node,
                        message.findings(),
                        message.attempts());
        var out = new StringWriter();
        write(part, out);
        return out.toString();
    }

    private static boolean write(Decoded.DecodedMessage message, Writer out) {
        try (var json = INDENTED.createGenerator(new WholeText(out))) {
            new JsonTree(json).value(message);
            return true;
        } catch (JacksonException e) {
            if (out instanceof Bounded) {
                return false;
            }
            throw e;
        }
    }

    private static List<String> split(String text, boolean cut) {
        var lines = new ArrayList<String>();
        text.substring(0, Math.min(text.length(), LONGEST))
                .lines()
                .map(JsonText::shorten)
                .forEach(lines::add);
        if (cut || text.length() > LONGEST) {
            lines.add("… the text goes on; copying a field takes all of it.");
        }
        return lines;
    }

    private static String shorten(String line) {
        var clean = line.replace('\t', ' ');
        return clean.length() <= LONGEST_LINE ? clean : clean.substring(0, LONGEST_LINE) + "…";
    }

    private static List<String> hex(byte[] bytes) {
        var lines = new ArrayList<String>();
        var format = HexFormat.ofDelimiter(" ");
        int end = Math.min(bytes.length, LONGEST / 3);
        for (int i = 0; i < end; i += BYTES_A_LINE) {
            lines.add(format.formatHex(bytes, i, Math.min(end, i + BYTES_A_LINE)));
        }
        if (end < bytes.length) {
            lines.add("… the bytes go on.");
        }
        return lines;
    }

    /// A line of indented JSON in colours.
    static List<Styled> coloured(String line) {
        int start = 0;
        while (start < line.length() && line.charAt(start) == ' ') {
            start++;
        }
        var runs = new ArrayList<Styled>();
        if (start > 0) {
            runs.add(Styled.plain(line.substring(0, start)));
        }
        var rest = line.substring(start);
        int name = endOfString(rest);
        if (name > 0 && rest.startsWith(": ", name)) {
            runs.add(Styled.name(rest.substring(0, name)));
            runs.add(Styled.muted(": "));
            rest = rest.substring(name + 2);
        }
        if (!rest.isEmpty()) {
            value(rest, runs);
        }
        return runs;
    }

    private static void value(String text, List<Styled> runs) {
        boolean comma = text.endsWith(",");
        var value = comma ? text.substring(0, text.length() - 1) : text;
        if (value.startsWith("\"")) {
            runs.add(Styled.string(value));
        } else if (!value.isEmpty() && "-0123456789tf".indexOf(value.charAt(0)) >= 0) {
            runs.add(Styled.number(value));
        } else {
            runs.add(Styled.muted(value));
        }
        if (comma) {
            runs.add(Styled.muted(","));
        }
    }

    /// Where the JSON string at the start of `text` ends; 0 if there is none.
    private static int endOfString(String text) {
        if (!text.startsWith("\"")) {
            return 0;
        }
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                return i + 1;
            }
        }
        return 0;
    }

    /// Takes so many characters and then refuses.
    private static final class Bounded extends Writer {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void write(char[] buffer, int offset, int length) throws IOException {
            int room = Math.min(length, LONGEST - text.length());
            text.append(buffer, offset, room);
            if (room < length) {
                throw new IOException("longer than is shown");
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
