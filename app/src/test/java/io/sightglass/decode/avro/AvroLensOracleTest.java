package io.sightglass.decode.avro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.decode.Cases;
import io.sightglass.decode.Limits;
import io.sightglass.decode.Walks;
import io.sightglass.model.Finding;
import io.sightglass.model.FindingKind;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// What the lens says of random pairs of writers and readers, held against what the library's
/// reader does.
class AvroLensOracleTest {
    private static final long SEED = Cases.seed();
    private static final int CASES = Cases.count();

    @Test
    void foretellsWhatTheLibraryDoes() throws IOException {
        int read = 0;
        int refused = 0;
        var rules = new HashMap<String, Integer>();
        for (int i = 0; i < CASES; i++) {
            var random = new Random(SEED + i);
            var generator = new RandomAvro(random);
            var writer = generator.record(0);
            var reader = RandomReader.of(writer, random);
            var plan = AvroPlan.of(writer, reader);
            for (int k = 0; k < 3; k++) {
                var bytes =
                        RandomAvro.encode(writer, generator.value(writer, 0), random.nextBoolean());
                var walked = Walks.walkAsReader(plan, bytes);
                var plainly = Walks.walk(AvroPlan.of(writer).newWalker(), bytes);
                var why = "seed " + (SEED + i) + "\n" + writer + "\n" + reader + "\n";
                assertEquals(plainly.value(), walked.value(), why);
                Walks.walkAsReader(plan, Walks.mutated(bytes, random));
                Object seen;
                try {
                    seen = read(writer, reader, bytes);
                } catch (EOFException e) {
                    // The library takes an array's smallest size from the reader's types, which
                    // may be wider than the writer's, and refuses good bytes.
                    assertTrue(e.getMessage().startsWith("Collection claims"), why);
                    continue;
                }
                boolean faulty =
                        walked.findings().stream()
                                .filter(f -> !AvroLogicalTypesTest.RULES.contains(f.rule()))
                                .anyMatch(f -> f.kind() != FindingKind.NOTICE);
                assertEquals(seen == null, faulty, () -> why + walked.findings());
                walked.findings().forEach(f -> rules.merge(f.rule(), 1, Integer::sum));
                // Of very many remarks some are only counted.
                boolean all = walked.findings().size() < Limits.FINDINGS;
                if (all && seen instanceof IndexedRecord record) {
                    sameValues(walked, record, why);
                }
                read += seen == null ? 0 : 1;
                refused += seen == null ? 1 : 0;
            }
        }
        assertTrue(read > CASES / 2, read + " read");
        assertTrue(refused > CASES / 4, refused + " refused");
        for (var rule :
                List.of(
                        "promoted",
                        "dropped",
                        "defaulted",
                        "aliased",
                        "aliased-type",
                        "record-name",
                        "default-symbol",
                        "symbol",
                        "no-default",
                        "type")) {
            assertTrue(rules.containsKey("avro.reader." + rule), rule + " never met: " + rules);
        }
    }

    /// What the library reads; null where it refuses.
    private static @Nullable Object read(Schema writer, Schema reader, byte[] bytes)
            throws IOException {
        try {
            var decoder = DecoderFactory.get().binaryDecoder(bytes, null);
            return new GenericDatumReader<>(writer, reader).read(null, decoder);
        } catch (AvroTypeException e) {
            return null;
        } catch (AvroRuntimeException e) {
            throw new AssertionError("refused otherwise", e);
        }
    }

    /// Fields of the root of which nothing is said must be the same for the reader; those that are
    /// promoted or defaulted must be what the lens says.
    private static void sameValues(Walks.Walked walked, IndexedRecord read, String why) {
        var values = (Map<?, ?>) walked.value();
        for (var field : read.getSchema().getFields()) {
            var seen = read.get(field.pos());
            var names = new ArrayList<>(field.aliases());
            names.add(field.name());
            var about = walked.findings().stream().filter(f -> isAbout(f, names)).toList();
            var itself = about.stream().filter(f -> names.contains(f.path())).toList();
            var defaulted = only(itself, "avro.reader.defaulted");
            var promoted = only(itself, "avro.reader.promoted");
            if (about.isEmpty()) {
                assertEquals(
                        values.get(field.name()),
                        Walks.plain(AvroOracleTest.json(field.schema(), seen)),
                        () -> why + field.name());
            } else if (defaulted != null) {
                var text = seen instanceof CharSequence ? "\"" + seen + "\"" : "" + seen;
                assertTrue(
                        defaulted.message().plain().endsWith(" default " + text + "."),
                        () -> why + defaulted);
            } else if (promoted != null && promoted.message().plain().contains(": ")) {
                var text = promoted.message().plain();
                assertTrue(text.endsWith(": " + seen + "."), () -> why + seen + text);
            }
        }
    }

    private static boolean isAbout(Finding finding, List<String> names) {
        var path = finding.path();
        return names.stream()
                .anyMatch(name ->
                        path.equals(name)
                                || path.startsWith(name + ".")
                                || path.startsWith(name + "["));
    }

    private static @Nullable Finding only(List<Finding> findings, String rule) {
        return findings.size() == 1 && findings.getFirst().rule().equals(rule)
                ? findings.getFirst()
                : null;
    }
}
