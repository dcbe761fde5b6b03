package io.sightglass.cli;

import io.sightglass.model.Decoded;
import io.sightglass.model.Framing;
import io.sightglass.model.SchemaInfo;
import io.sightglass.model.Wrapping;

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/// A payload as text: what it was read as, its tree with the bytes of each node, and the findings.
final class DecodedText {
    private final PrintWriter out;
    private final Ink ink;

    DecodedText(PrintWriter out, Ink ink) {
        this.out = out;
        this.ink = ink;
    }

    /// @param payload the record's bytes
    void print(Decoded decoded, byte[] payload) {
        switch (decoded) {
            case Decoded.DecodedMessage message -> {
                out.println(ink.dim(heading(message)));
                var wrapping = message.wrapping();
                var bytes = wrapping == null ? payload : wrapping.bytes();
                new TreeText(out, ink, bytes).print(message.root());
            }
            case Decoded.Undecodable _, Decoded.Tombstone _ -> {}
        }
        decoded.findings().forEach(finding -> out.println(FindingText.of(finding, ink)));
        if (decoded instanceof Decoded.Undecodable) {
            for (var attempt : decoded.attempts()) {
                var reason = Printable.line(attempt.reason().plain());
                out.println(ink.dim("  not " + attempt.format() + ": " + reason));
            }
        }
    }

    private static String heading(Decoded.DecodedMessage message) {
        var words = new ArrayList<String>();
        words.add(message.format().label());
        schema(words, message.schema());
        var framing = message.framing();
        if (framing.kind() != Framing.Kind.RAW) {
            words.add(framing.kind().label() + " [" + framing.start() + "," + framing.end() + ")");
        }
        var wrapping = message.wrapping();
        if (wrapping != null) {
            var codecs = wrapping.codecs().stream().map(Wrapping.Codec::label).toList();
            words.add(
                    "unwrapped from "
                            + String.join(", ", codecs)
                            + " ("
                            + wrapping.after()
                            + " bytes of "
                            + wrapping.before()
                            + ")");
        }
        var readAs = message.readAs();
        if (readAs != null && readAs.schema() != null) {
            var reader = new ArrayList<String>();
            schema(reader, readAs.schema());
            words.add("read as " + String.join(", ", reader));
        }
        return Printable.line(String.join(", ", words));
    }

    private static void schema(List<String> words, @Nullable SchemaInfo schema) {
        if (schema == null) {
            return;
        }
        words.add(schema.name() + (schema.version() == null ? "" : " v" + schema.version()));
        if (schema.file() != null) {
            words.add(schema.file());
        }
        if (schema.subject() != null) {
            words.add(schema.subject());
        }
        if (schema.id() != null) {
            words.add("id " + schema.id());
        }
    }
}
