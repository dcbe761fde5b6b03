package io.sightglass.cli;

import io.sightglass.decode.Decoder;
import io.sightglass.decode.mask.Masks;
import io.sightglass.model.Decoded;
import io.sightglass.model.Part;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.function.Function;

/// A record as a line of text: mark, partition and offset, time, key, schema, summary; and under it
/// its findings.
final class RecordText implements RecordPrinter {
    private static final int KEY = 24;
    private static final int SUMMARY = 400;

    private final PrintWriter out;
    private final Ink ink;
    private final RowLine lines;
    private final DateTimeFormatter time =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    RecordText(PrintWriter out, Ink ink, Decoder decoder, Function<Part, Masks.Source> masking) {
        this.out = out;
        this.ink = ink;
        this.lines = new RowLine(decoder, masking);
    }

    @Override
    public void print(ReadRecord read) {
        var raw = read.raw();
        out.print(ink.mark(read.mark()));
        out.print(' ');
        out.print(padded(raw.partition() + ":" + raw.offset(), 10));
        out.print("  ");
        out.print(ink.dim(raw.timestamp() < 0 ? padded("(no time)", 23) : time(raw.timestamp())));
        out.print("  ");
        out.print(padded(key(read), 16));
        out.print("  ");
        out.print(padded(schema(read.value()), 16));
        out.print("  ");
        out.println(Printable.shorten(lines.of(raw, Part.VALUE, read.value()), SUMMARY));
        read.findings()
                .forEach(finding -> {
                    out.print("    ");
                    out.println(FindingText.of(finding, ink));
                });
    }

    private String time(long timestamp) {
        return time.format(Instant.ofEpochMilli(timestamp));
    }

    private String key(ReadRecord read) {
        var key = read.key();
        return key == null
                ? "(no key)"
                : Printable.shorten(lines.of(read.raw(), Part.KEY, key), KEY);
    }

    private static String schema(Decoded value) {
        if (!(value instanceof Decoded.DecodedMessage message)) {
            return "-";
        }
        var schema = message.schema();
        return Printable.line(schema == null ? message.format().badge() : schema.label());
    }

    private static String padded(String text, int width) {
        return text.length() >= width ? text : text + " ".repeat(width - text.length());
    }
}
