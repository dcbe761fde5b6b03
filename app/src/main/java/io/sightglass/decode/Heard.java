package io.sightglass.decode;

import io.sightglass.decode.protobuf.LaterMessages;
import io.sightglass.model.FindingKind;
import io.sightglass.model.Format;
import io.sightglass.model.Sentence;
import io.sightglass.schema.Schemas;

import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/// Tells sinks what concerns a payload as a whole. Most sinks do not want to know.
final class Heard {
    private Heard() {}

    /// What the payload is being read as.
    ///
    /// @param from where the body begins
    static void reading(DecodeSink sink, Reading reading, int from, Schemas schemas) {
        switch (sink) {
            case FindingSink findings -> {
                var schema = reading.schema();
                findings.reading(reading.walker().format(), schema == null ? null : schema.info());
                findings.readWith(schema, reading.messageIndexes(), reading.walker(), from);
                var lens = reading.lens();
                if (lens != null) {
                    findings.readBy(lens.reader(), lens.notes(), schema);
                    if (findings.isCollecting()) {
                        findings.readAs(lens);
                    }
                }
                if (schema != null
                        && schema.info().subject() != null
                        && findings.isCollecting()
                        && reading.walker().format() == Format.PROTOBUF) {
                    findings.later(new LaterMessages(schemas.later(schema)));
                }
            }
            case RowSink row -> row.reading(reading.walker().format(), reading.schema());
            case Fanout fanout -> {
                for (int i = 0; i < fanout.size(); i++) {
                    reading(fanout.sink(i), reading, from, schemas);
                }
            }
            default -> {}
        }
    }

    /// A finding about the payload as a whole.
    ///
    /// @param brief the reason for one line, where the payload cannot be read; else null
    static void finding(
            DecodeSink sink,
            FindingKind kind,
            String rule,
            int start,
            int end,
            Supplier<Sentence> sentence,
            @Nullable Supplier<String> brief) {
        switch (sink) {
            case FindingSink findings -> findings.whole(kind, rule, start, end, sentence);
            case RowSink row -> {
                if (brief != null) {
                    row.undecodable(brief.get());
                }
            }
            case Fanout fanout -> {
                for (int i = 0; i < fanout.size(); i++) {
                    finding(fanout.sink(i), kind, rule, start, end, sentence, brief);
                }
            }
            default -> {}
        }
    }
}
