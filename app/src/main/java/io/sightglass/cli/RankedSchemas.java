package io.sightglass.cli;

import io.sightglass.decode.rank.Candidate;
import io.sightglass.decode.rank.Ranking;
import io.sightglass.decode.rank.Sample;
import io.sightglass.decode.rank.SchemaRanking;
import io.sightglass.model.Format;
import io.sightglass.model.Headers;
import io.sightglass.model.Part;
import io.sightglass.model.SchemaRef;
import io.sightglass.schema.LocalSchemas;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Which of the local schemas a payload may be written with: offered, never used by itself.
final class RankedSchemas {
    private static final Duration BUDGET = Duration.ofSeconds(5);

    private final LocalSchemas local;

    RankedSchemas(LocalSchemas local) {
        this.local = local;
    }

    /// @param format the only format to try; null for all
    Ranking rank(byte[] payload, Headers headers, @Nullable Format format) {
        var sample = Sample.of(Part.VALUE, headers, payload);
        return SchemaRanking.rank(
                SchemaRanking.nominees(local), List.of(sample), format, BUDGET, () -> false);
    }

    /// A line for each candidate, best first, then how many were tried.
    void print(Ranking ranking, PrintWriter out, Ink ink) {
        for (var candidate : ranking.candidates()) {
            out.println(
                    String.format(Locale.ROOT, "%.2f", candidate.score())
                            + "  "
                            + ink.strong(argument(candidate))
                            + "  "
                            + ink.dim(candidate.reasons().plain()));
        }
        out.println(ranking.summary().plain());
    }

    void write(Ranking ranking, JsonGenerator json) {
        json.writeStartObject();
        json.writeName("candidates");
        json.writeStartArray();
        for (var candidate : ranking.candidates()) {
            json.writeStartObject();
            json.writeStringProperty("schema", argument(candidate));
            json.writeStringProperty("name", candidate.info().name());
            json.writeStringProperty("format", candidate.format().label());
            json.writeNumberProperty("score", Math.round(candidate.score() * 1000) / 1000.0);
            json.writeNumberProperty("whole", candidate.whole());
            json.writeNumberProperty("reencoded", candidate.reencoded());
            json.writeNumberProperty("samples", candidate.samples());
            json.writeStringProperty("reasons", candidate.reasons().plain());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberProperty("tried", ranking.nominees());
        json.writeBooleanProperty("complete", ranking.complete());
        json.writeEndObject();
    }

    /// What to say of a payload that could not be read, where a schema fits it; null where none
    /// does.
    @Nullable String hint(Ranking ranking) {
        return ranking.best()
                .map(best ->
                        best.info().name()
                                + " fits these bytes"
                                + (best.reencoded() > 0 ? " and re-encodes to the same" : "")
                                + ": try --schema "
                                + argument(best)
                                + ", or --rank to see all that fit.")
                .map(Printable::line)
                .orElse(null);
    }

    /// A candidate as `--schema` takes it.
    private String argument(Candidate candidate) {
        if (!(candidate.ref() instanceof SchemaRef.LocalFile(var path, var type))) {
            return Printable.line(candidate.info().label());
        }
        var file = folder(path).resolve(path).toString();
        return Printable.line(type.isEmpty() ? file : file + "#" + type);
    }

    private Path folder(String path) {
        return local.files().stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .map(LocalSchemas.SchemaFile::folder)
                .orElse(Path.of(""));
    }
}
