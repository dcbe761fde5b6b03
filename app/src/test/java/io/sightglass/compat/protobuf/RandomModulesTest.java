package io.sightglass.compat.protobuf;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;

import io.sightglass.model.Direction;
import io.sightglass.model.SchemaChange;
import io.sightglass.schema.ProtoCompiler;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/// Verdicts against records: what was written with the old module is read with the new one where
/// the verdict says so (by the library's reader, see [Reading]), and where it says no a record is
/// found that is not.
class RandomModulesTest {
    private static final int PAIRS = Integer.getInteger("sightglass.pairs", 500);
    private static final int VERSIONS = 8;
    private static final int RECORDS = 10;
    private static final int TRIALS = 120;

    private final Random random = new Random(Long.getLong("sightglass.pairs.seed", 20261125L));
    private final RandomRecords records = new RandomRecords(random);
    private final TreeMap<String, Integer> missed = new TreeMap<>();
    private int pairs;
    private int compatible;
    private int incompatible;
    private int witnessed;

    @Test
    void verdictsHoldForRecords() {
        while (pairs < PAIRS) {
            var module = new RandomModule(random);
            var old = compiled(module);
            for (int version = 1; old != null && version < VERSIONS && pairs < PAIRS; version++) {
                module.change();
                var update = compiled(module);
                if (update == null) {
                    break;
                }
                check(old, update);
                check(update, old);
                old = update;
            }
        }
        System.out.println(
                "figures: %d compatible pairs, %d incompatible ones, %d of these with a witness"
                        .formatted(compatible, incompatible, witnessed));
        assertTrue(compatible > PAIRS / 10, "compatible pairs: " + compatible);
        assertTrue(incompatible > PAIRS / 10, "incompatible pairs: " + incompatible);
        var share = witnessed / (double) incompatible;
        assertTrue(share >= 0.95, () -> "witnesses for " + share + "; none for " + missed);
    }

    private static @Nullable ProtobufModule compiled(RandomModule module) {
        var texts = module.texts();
        var result = ProtoCompiler.standard().compile(texts, texts.keySet());
        if (result instanceof ProtoCompiler.Result.Compiled compiled) {
            var files = new LinkedHashMap<String, FileDescriptor>();
            texts.keySet().forEach(name -> files.put(name, compiled.file(name)));
            return new ProtobufModule(files);
        }
        return null;
    }

    private void check(ProtobufModule old, ProtobufModule update) {
        var comparison = ProtobufModules.compare(old, update).asOne();
        if (comparison.changes().isEmpty()) {
            return;
        }
        pairs++;
        boolean kept = comparison.verdict().backward();
        var fault = fault(old, update, comparison.changes(), kept ? RECORDS : TRIALS);
        if (kept) {
            compatible++;
            assertNull(fault, () -> fault + "\n" + comparison.changes());
        } else {
            incompatible++;
            if (fault != null) {
                witnessed++;
            } else {
                missed.merge(breaking(comparison.changes()).toString(), 1, Integer::sum);
            }
        }
    }

    private static TreeSet<String> breaking(List<SchemaChange> changes) {
        var types = new TreeSet<String>();
        changes.stream()
                .filter(change -> change.breaks().contains(Direction.BACKWARD))
                .forEach(change -> types.add(change.type()));
        return types;
    }

    /// What is wrong with the first record that is not read.
    private @Nullable String fault(
            ProtobufModule old, ProtobufModule update, List<SchemaChange> changes, int trials) {
        for (var file : old.files().entrySet()) {
            var readers = update.files().get(file.getKey());
            var types = messages(file.getValue());
            if (readers == null) {
                if (!types.isEmpty()) {
                    return "no file " + file.getKey();
                }
                continue;
            }
            var reading = new Reading(readers, changes);
            for (var type : types) {
                for (int i = 0; i < trials; i++) {
                    var record = records.of(type);
                    var fault = record == null ? null : reading.fault(record);
                    if (fault != null) {
                        return fault + " in " + record;
                    }
                }
            }
        }
        return null;
    }

    private static List<Descriptor> messages(FileDescriptor file) {
        var all = new ArrayList<Descriptor>();
        file.getMessageTypes().forEach(type -> collect(type, all));
        return all;
    }

    private static void collect(Descriptor type, List<Descriptor> all) {
        if (!type.getOptions().getMapEntry()) {
            all.add(type);
            type.getNestedTypes().forEach(inner -> collect(inner, all));
        }
    }
}
