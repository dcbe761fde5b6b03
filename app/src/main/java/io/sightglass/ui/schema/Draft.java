package io.sightglass.ui.schema;

import io.sightglass.model.Format;
import io.sightglass.model.Sentence;
import io.sightglass.port.RegisteredSchema.Reference;
import io.sightglass.schema.DraftContext;
import io.sightglass.schema.LocalSchemas.Problem;
import io.sightglass.schema.ParsedSchema;
import io.sightglass.schema.SchemaText.Result;
import io.sightglass.ui.source.Layout;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;

/// A schema that is being written: its text as it was last read, and the last one that was right.
/// Read from any thread; changed by one at a time.
final class Draft {
    private static final Logger LOG = LoggerFactory.getLogger(Draft.class);

    private final SchemaSource.Draft source;
    private final Format format;
    private final List<Reference> references;
    private final DraftContext context;
    private volatile State state;

    /// @param parsed the last text that was right, which is this one where there are no problems;
    ///   null where none was
    /// @param problems what is wrong with the text
    record State(String text, @Nullable ParsedSchema parsed, List<Problem> problems) {
        State {
            problems = List.copyOf(problems);
        }
    }

    private Draft(
            SchemaSource.Draft source,
            Format format,
            List<Reference> references,
            DraftContext context,
            State state) {
        this.source = source;
        this.format = format;
        this.references = references;
        this.context = context;
        this.state = state;
    }

    /// A copy of a schema; one that stands on one line is laid out over several. Takes its time.
    static Draft begin(
            SchemaSource.Draft source, LoadedSchema of, Format format, DraftContext context) {
        var text = Layout.forEditing(of.text());
        var none = new State(text, of.kept() ? null : of.parsed(), List.of());
        var draft = new Draft(source, format, of.references(), context, none);
        draft.read(text);
        return draft;
    }

    /// Takes over another text. Takes its time.
    void read(String text) {
        state = read(text, state.parsed());
    }

    private State read(String text, @Nullable ParsedSchema before) {
        try {
            return switch (context.parse(text)) {
                case Result.Parsed(var schema) -> new State(text, schema, List.of());
                case Result.Failed(var problems) -> new State(text, before, problems);
            };
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("a draft could not be read", e);
            var sentence = Sentence.of("this cannot be read; the log says more.");
            return new State(text, before, List.of(new Problem(source.name(), 0, 0, sentence)));
        }
    }

    DraftContext context() {
        return context;
    }

    SchemaSource.Draft source() {
        return source;
    }

    State state() {
        return state;
    }

    /// As a side of a comparison.
    LoadedSchema loaded() {
        var now = state;
        var problem =
                now.problems().isEmpty() ? null : Sentence.of(now.problems().getFirst().text());
        return new LoadedSchema(
                source,
                null,
                format,
                now.text(),
                now.parsed(),
                references,
                problem,
                problem != null && now.parsed() != null,
                false);
    }
}
