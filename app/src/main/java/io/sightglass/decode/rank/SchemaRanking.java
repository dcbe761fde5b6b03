package io.sightglass.decode.rank;

import io.sightglass.model.Format;
import io.sightglass.model.SchemaRef;
import io.sightglass.model.Sentence;
import io.sightglass.schema.LocalSchemas;
import io.sightglass.schema.ParsedSchema;
import io.sightglass.schema.ResolvedSchema;
import io.sightglass.schema.SchemaCatalog;

import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/// Ranks types by how well payloads that name no schema fit them.
///
/// Each type reads every sample: it counts whether the whole payload is consumed, with valid
/// indices, booleans and UTF-8 and no unknown fields, whether the format's own library writes the
/// same bytes again, and how likely the values are. The types that fit none of the first
/// [#FIRST_SAMPLES] are given up, so that a folder of hundreds of types costs little.
///
/// It takes as long as its budget allows and no longer (one sample of one type may run over, a few
/// milliseconds): run it on a thread of its own, never on the window's. A thread that is
/// interrupted stops ranking.
public final class SchemaRanking {
    /// Samples that every type must read before it is given up.
    public static final int FIRST_SAMPLES = 20;

    /// Samples beyond these are not looked at.
    public static final int MOST_SAMPLES = 500;

    /// A larger payload is passed over.
    public static final int LARGEST_SAMPLE = 1 << 20;

    private static final int MOST_NOMINEES = 5_000;

    private final List<Sample> samples;
    private final long deadline;
    private final BooleanSupplier cancelled;
    private boolean complete = true;

    private SchemaRanking(List<Sample> samples, long deadline, BooleanSupplier cancelled) {
        this.samples = samples;
        this.deadline = deadline;
        this.cancelled = cancelled;
    }

    /// Every type of the local schemas, and the latest version of each of a registry's subjects
    /// that is known by now. Asks the registry nothing.
    public static List<Nominee> nominees(SchemaCatalog catalog) {
        var all = new ArrayList<>(nominees(catalog.local()));
        for (var schema : catalog.latestKnown()) {
            var subject = Objects.requireNonNull(schema.info().subject());
            int version = Objects.requireNonNull(schema.info().version());
            all.add(new Nominee(new SchemaRef.BySubjectVersion(subject, version), schema));
        }
        return all;
    }

    /// Every type of the local schemas that may be a payload: all messages and records, and what is
    /// a file's first type whatever it is.
    public static List<Nominee> nominees(LocalSchemas local) {
        var found = new LinkedHashMap<SchemaRef, Nominee>();
        for (var file : local.files()) {
            boolean first = true;
            for (var type : file.types()) {
                var ref = new SchemaRef.LocalFile(file.path(), type);
                var schema = local.find(ref).orElse(null);
                if (schema == null && first) {
                    // a type without a name of its own, such as a union
                    ref = new SchemaRef.LocalFile(file.path(), "");
                    schema = local.find(ref).orElse(null);
                }
                if (schema != null && (first || isRecord(schema))) {
                    found.putIfAbsent(ref, new Nominee(ref, schema));
                }
                first = false;
            }
        }
        return List.copyOf(found.values());
    }

    private static boolean isRecord(ResolvedSchema schema) {
        return !(schema.parsed() instanceof ParsedSchema.Avro(var avro, _))
                || avro.getType() == Schema.Type.RECORD;
    }

    /// Ranks.
    ///
    /// @param samples payloads, the ones that matter most first; empty ones say nothing and are
    ///   passed over
    /// @param format the only format to try; null for all
    /// @param budget about how long it may take
    /// @param cancelled asked often; once it answers true, what is known by then is the answer
    public static Ranking rank(
            List<Nominee> nominees,
            List<Sample> samples,
            @Nullable Format format,
            Duration budget,
            BooleanSupplier cancelled) {
        var usable = samples.stream().filter(Sample::isUsable).limit(MOST_SAMPLES).toList();
        var wanted =
                nominees.stream()
                        .filter(nominee ->
                                format == null || nominee.schema().parsed().format() == format)
                        .limit(MOST_NOMINEES)
                        .toList();
        long deadline = System.nanoTime() + budget.toNanos();
        return new SchemaRanking(usable, deadline, cancelled).rank(wanted);
    }

    private Ranking rank(List<Nominee> nominees) {
        var trials = new ArrayList<Trial>();
        for (var nominee : nominees) {
            if (isOver()) {
                break;
            }
            var trial = Trial.of(nominee);
            if (trial == null) {
                continue;
            }
            read(trial, 0, Math.min(FIRST_SAMPLES, samples.size()));
            if (trial.whole() > 0) {
                trials.add(trial);
            }
        }
        trials.sort(BEST_FIRST);
        for (var trial : trials) {
            read(trial, trial.samples(), samples.size());
        }
        trials.sort(BEST_FIRST);
        var candidates = trials.stream().map(Trial::candidate).toList();
        return new Ranking(
                candidates,
                nominees.size(),
                samples.size(),
                complete,
                summary(candidates, nominees.size()));
    }

    /// Of two that fit alike, the one of which more is there stands first; then the shorter path,
    /// so that the order is always the same.
    private static final Comparator<Trial> BEST_FIRST =
            Comparator.comparingDouble(Trial::score)
                    .thenComparingDouble(Trial::coverage)
                    .reversed()
                    .thenComparing(trial -> trial.nominee().ref().toString());

    private void read(Trial trial, int from, int to) {
        for (int i = from; i < to && !isOver(); i++) {
            trial.read(samples.get(i));
        }
    }

    private boolean isOver() {
        if (complete
                && (System.nanoTime() - deadline >= 0
                        || cancelled.getAsBoolean()
                        || Thread.currentThread().isInterrupted())) {
            complete = false;
        }
        return !complete;
    }

    private Sentence summary(List<Candidate> candidates, int nominees) {
        var text = new StringBuilder();
        if (nominees == 0) {
            text.append("No schema is known that could be tried.");
        } else if (samples.isEmpty()) {
            text.append("There is no payload to try schemas on.");
        } else {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "%d of %d types fit at least one of %d %s.",
                            candidates.size(),
                            nominees,
                            samples.size(),
                            samples.size() == 1 ? "record" : "records"));
        }
        if (!complete) {
            text.append(" Not everything was tried; the figures are of what was.");
        }
        return Sentence.of(text.toString());
    }
}
