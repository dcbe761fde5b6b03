package io.sightglass.cli;

import io.sightglass.gate.Answer;
import io.sightglass.gate.Target;
import io.sightglass.model.FindingKind;
import io.sightglass.model.Framing;

import java.io.PrintWriter;
import java.util.ArrayList;

/// The gate's answer as text: the status, what is wrong field by field with its place in what was
/// typed, and the bytes that would be written.
final class TryText {
    private static final int BYTES_A_LINE = 16;
    private static final int MOST_BYTES = 4_096;

    private final PrintWriter out;
    private final Ink ink;
    private final TypedText typed;

    /// @param given what was typed, as bytes
    TryText(PrintWriter out, Ink ink, byte[] given) {
        this.out = out;
        this.ink = ink;
        this.typed = new TypedText(given);
    }

    void print(Target target, Answer answer) {
        var where = Printable.line(target.words());
        switch (answer) {
            case Answer.Refused _ ->
                    out.println(answer.status() + ": " + where + " does not let this through.");
            case Answer.Written written -> {
                out.println(
                        answer.status()
                                + ": "
                                + where
                                + " lets this through; nothing was sent. It would write "
                                + Printable.line(words(written))
                                + ".");
            }
        }
        answer.remarks().forEach(this::print);
        if (answer instanceof Answer.Written written) {
            hex(written.payload());
        }
    }

    private static String words(Answer.Written written) {
        var words = new ArrayList<String>();
        int size = written.payload().length;
        words.add(size + (size == 1 ? " byte" : " bytes"));
        var schema = written.schema();
        words.add(
                schema == null
                        ? written.format().label()
                        : written.format().label()
                                + " "
                                + schema.name()
                                + (schema.version() == null ? "" : " v" + schema.version()));
        var framing = written.framing();
        words.add(
                framing.kind() == Framing.Kind.RAW
                        ? "no framing"
                        : framing.kind().label()
                                + " framing ["
                                + framing.start()
                                + ","
                                + framing.end()
                                + ")"
                                + (framing.schemaId() == null
                                        ? ""
                                        : " with schema id " + framing.schemaId()));
        return String.join(", ", words);
    }

    private void print(Answer.Remark remark) {
        var finding = remark.finding();
        if (remark.typed() == null) {
            out.println(FindingText.of(finding, ink));
            return;
        }
        var shape =
                finding.kind() == FindingKind.NOTICE
                        ? ink.dim("i")
                        : ink.mark(finding.kind().mark());
        out.println(
                shape
                        + " "
                        + Printable.line(finding.message().plain())
                        + "  "
                        + ink.dim(finding.rule() + " at " + typed.place(remark.typed().start())));
    }

    private void hex(byte[] bytes) {
        int shown = Math.min(bytes.length, MOST_BYTES);
        for (int at = 0; at < shown; at += BYTES_A_LINE) {
            var digits = new StringBuilder();
            var text = new StringBuilder();
            for (int i = at; i < at + BYTES_A_LINE; i++) {
                digits.append(i % 8 == 0 && i > at ? " " : "");
                if (i < shown) {
                    digits.append(String.format(" %02x", bytes[i]));
                    boolean plain = bytes[i] >= ' ' && bytes[i] < 0x7f;
                    text.append(plain ? (char) bytes[i] : '.');
                } else {
                    digits.append("   ");
                }
            }
            out.println(ink.dim(String.format("%08x", at)) + " " + digits + "  " + text);
        }
        if (shown < bytes.length) {
            out.println(ink.dim("and " + (bytes.length - shown) + " bytes more"));
        }
    }
}
