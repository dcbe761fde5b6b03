package io.sightglass.compat.protobuf;

import com.google.protobuf.Descriptors.FileDescriptor;

import io.sightglass.compat.BothWays;
import io.sightglass.compat.Comparison;
import io.sightglass.compat.Side;
import io.sightglass.model.Format;
import io.sightglass.model.SchemaChange;
import io.sightglass.schema.ParsedSchema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// What differs between two .proto files, by Confluent's rules.
public final class ProtobufDiff {
    private ProtobufDiff() {}

    /// The two files count as versions of one, whatever they are called; a descriptor set counts as
    /// a module.
    ///
    /// @throws IllegalArgumentException where a side is of another format
    public static Comparison compare(Side before, Side after) {
        var was = protobuf(before);
        var is = protobuf(after);
        var places = new Places();
        if (was.files().equals(List.of(was.file())) && is.files().equals(List.of(is.file()))) {
            var records = records(was.file(), before.file(), is.file(), after.file(), places);
            var pair =
                    new ModulePair(
                            new ModuleIndex(was.file(), after.file()),
                            new ModuleIndex(is.file(), after.file()));
            var findings =
                    BufProfile.run(pair, places).stream()
                            .filter(finding -> isAbout(finding, was.file(), is.file()))
                            .toList();
            return BufProfile.join(records, findings, after.file());
        }
        return ProtobufModules.compare(
                        ProtobufModule.of(was.files()), ProtobufModule.of(is.files()))
                .asOne();
    }

    /// What is imported has comparisons of its own.
    private static boolean isAbout(
            BufFinding finding, FileDescriptor before, FileDescriptor after) {
        return finding.file() == null
                ? finding.oldFile().equals(before.getName())
                : finding.file().equals(after.getName());
    }

    /// By Confluent's rules alone.
    static Comparison records(
            FileDescriptor before,
            String beforeName,
            FileDescriptor after,
            String afterName,
            Places places) {
        var forth = Holding.forth(before, beforeName, after, afterName, places);
        new TypeRules(forth).compare();
        var back = forth.back();
        new TypeRules(back).compare();
        new SafeRules(forth).compare();
        return new Comparison(
                Format.PROTOBUF,
                BothWays.verdict(forth.found(), back.found()),
                inOrder(BothWays.changes(forth.found(), back.found()), afterName),
                Map.of());
    }

    /// In the order of the new file; what has no place there stays behind what it was found after.
    private static List<SchemaChange> inOrder(List<SchemaChange> changes, String afterName) {
        record Placed(long place, SchemaChange change) {}
        var placed = new ArrayList<Placed>();
        long place = 0;
        for (var change : changes) {
            var after = change.after();
            if (after != null && after.file().equals(afterName)) {
                place = ((long) after.line() << 32) | after.column();
            }
            placed.add(new Placed(place, change));
        }
        placed.sort(Comparator.comparingLong(Placed::place));
        return placed.stream().map(Placed::change).toList();
    }

    private static ParsedSchema.Protobuf protobuf(Side side) {
        if (side.schema() instanceof ParsedSchema.Protobuf protobuf) {
            return protobuf;
        }
        throw new IllegalArgumentException(side.file() + " is not Protobuf");
    }
}
