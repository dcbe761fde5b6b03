package io.sightglass.decode.avro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.compat.Side;
import io.sightglass.compat.avro.AvroDiff;
import io.sightglass.model.Direction;
import io.sightglass.schema.ParsedSchema;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Random;

/// Verdicts held to what the library's reader does with records: of pairs that get along every
/// record is read, of nearly all others there is a record that is not.
///
/// Types of another name are left out of the second: the library's reader takes a record by its
/// shape then, which the specification does not allow.
class AvroVerdictTest {
    private static final int PAIRS = 600;
    private static final int RECORDS = 8;
    private static final int TRIALS = 150;

    @Test
    void recordsProveTheVerdict() {
        var random = new Random(20261125);
        int incompatible = 0;
        int witnessed = 0;
        for (int i = 0; i < PAIRS; i++) {
            var values = new RandomAvro(random, random.nextBoolean());
            var old = oneNamespace(values.root());
            var update = RandomReader.of(old, random);
            var found = AvroDiff.compare(side("old.avsc", old), side("new.avsc", update));
            var what = "pair " + i + ": " + old + " read as " + update + ": " + found.changes();
            boolean told =
                    found.changes().stream()
                            .anyMatch(change -> change.breaks().contains(Direction.BACKWARD));
            assertEquals(found.verdict().backward(), !told, what);
            if (found.verdict().backward()) {
                for (int n = 0; n < RECORDS; n++) {
                    assertTrue(reads(values, old, update), what);
                }
            } else if (!update.toString().contains("Renamed")) {
                incompatible++;
                boolean witness = false;
                for (int n = 0; n < TRIALS && !witness; n++) {
                    witness = !reads(values, old, update);
                }
                witnessed += witness ? 1 : 0;
            }
        }
        int share = 100 * witnessed / incompatible;
        System.out.println(
                "figures: "
                        + incompatible
                        + " incompatible pairs, "
                        + witnessed
                        + " with a witness");
        assertTrue(incompatible > PAIRS / 10, incompatible + " of " + PAIRS);
        assertTrue(share >= 95, share + " %");
    }

    /// In unions, and for the aliases of fields, the library's reader goes by whole names, though
    /// its verdict, like the specification, goes by the names without their namespaces.
    private static Schema oneNamespace(Schema schema) {
        var text =
                schema.toString()
                        .replace("coffeeco.shop", "coffeeco")
                        .replace("\"other.", "\"coffeeco.")
                        .replace("\"other\"", "\"coffeeco\"");
        return new Schema.Parser().parse(text);
    }

    private static Side side(String file, Schema schema) {
        return new Side(file, new ParsedSchema.Avro(schema, schema.toString()));
    }

    private static boolean reads(RandomAvro values, Schema old, Schema update) {
        var bytes = RandomAvro.encode(old, values.value(old, 0), false);
        try {
            // From a stream: of an array's bytes the decoder expects as many as the reader's type
            // needs at least, though the writer's needs fewer.
            var stream =
                    new SequenceInputStream(
                            new ByteArrayInputStream(bytes), InputStream.nullInputStream());
            new GenericDatumReader<>(old, update)
                    .read(null, DecoderFactory.get().directBinaryDecoder(stream, null));
            return true;
        } catch (AvroRuntimeException | IOException e) {
            return false;
        }
    }
}
