package io.sightglass.decode.rank;

import io.sightglass.decode.Plan;
import io.sightglass.decode.Walker;
import io.sightglass.decode.avro.AvroPlan;
import io.sightglass.decode.json.JsonPlan;
import io.sightglass.decode.protobuf.MessageTypes;
import io.sightglass.decode.protobuf.ProtobufPlan;
import io.sightglass.model.Sentence;
import io.sightglass.schema.ParsedSchema;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// One type's way through the samples. For one thread.
final class Trial {
    private static final double FOR_WHOLE = 0.5;
    private static final double FOR_REENCODED = 0.3;
    private static final double FOR_LIKELY = 0.2;

    private final Nominee nominee;
    private final Walker walker;
    private final Reencoding reencoding;
    private final Fit fit = new Fit();
    private int samples;
    private int whole;
    private int reencoded;
    private int empty;
    private double likely;
    private long values;
    private long odd;
    private long absent;

    private Trial(Nominee nominee, Walker walker, Reencoding reencoding) {
        this.nominee = nominee;
        this.walker = walker;
        this.reencoding = reencoding;
    }

    /// Null where the schema has no such type.
    static @Nullable Trial of(Nominee nominee) {
        var schema = nominee.schema();
        return switch (schema.parsed()) {
            case ParsedSchema.Avro(var avro, _) ->
                    new Trial(nominee, walker(AvroPlan.of(avro)), Reencoding.avro(avro));
            case ParsedSchema.Json(var root, _) ->
                    new Trial(nominee, walker(JsonPlan.of(root)), Reencoding.json(root));
            case ParsedSchema.Protobuf(var file, _) -> {
                var type = schema.type();
                var message =
                        type == null || type.isEmpty()
                                ? MessageTypes.at(file, List.of(0))
                                : MessageTypes.find(file, type);
                yield message == null
                        ? null
                        : new Trial(
                                nominee,
                                walker(ProtobufPlan.of(message)),
                                Reencoding.protobuf(message));
            }
        };
    }

    private static Walker walker(Plan plan) {
        return plan.newWalker();
    }

    void read(Sample sample) {
        samples++;
        var payload = sample.payload();
        int from = sample.body(walker.format());
        fit.begin(payload, 0, payload.length);
        walker.walk(payload, 0, from, payload.length, fit);
        fit.finish();
        if (!fit.isWhole()) {
            return;
        }
        whole++;
        values += fit.values();
        odd += fit.odd();
        absent += fit.absent();
        empty += fit.isEmpty() ? 1 : 0;
        likely += fit.likelihood();
        var body = from == 0 ? payload : Arrays.copyOfRange(payload, from, payload.length);
        if (reencoding.givesTheSame(body)) {
            reencoded++;
        }
    }

    Nominee nominee() {
        return nominee;
    }

    int samples() {
        return samples;
    }

    int whole() {
        return whole;
    }

    double score() {
        if (whole == 0) {
            return 0;
        }
        return FOR_WHOLE * whole / samples
                + FOR_REENCODED * reencoded / samples
                + FOR_LIKELY * likely / samples;
    }

    /// Which share of what the type declares is there.
    double coverage() {
        return values + absent == 0 ? 0 : (double) values / (values + absent);
    }

    Candidate candidate() {
        return new Candidate(
                nominee.ref(),
                nominee.schema().info(),
                nominee.schema().parsed().format(),
                score(),
                whole,
                reencoded,
                samples,
                reasons());
    }

    private Sentence reasons() {
        var text = new StringBuilder();
        text.append(
                String.format(
                        Locale.ROOT,
                        "Fits %d of %d %s, re-encodes %d.",
                        whole,
                        samples,
                        samples == 1 ? "record" : "records",
                        reencoded));
        if (empty > 0) {
            text.append(
                    String.format(
                            Locale.ROOT, " In %d of them nothing but defaults is set.", empty));
        }
        if (odd > 0) {
            text.append(String.format(Locale.ROOT, " %d of %d values are unlikely.", odd, values));
        }
        if (absent > 0) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            " %d %% of what it declares is set.",
                            Math.round(100 * coverage())));
        }
        return Sentence.of(text.toString());
    }
}
