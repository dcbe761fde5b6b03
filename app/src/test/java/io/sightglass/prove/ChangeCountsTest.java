package io.sightglass.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.sightglass.compat.Policy;
import io.sightglass.compat.SchemaDiff;
import io.sightglass.model.FindingKind;
import io.sightglass.model.Format;
import io.sightglass.model.SchemaChange;
import io.sightglass.model.SchemaInfo;
import io.sightglass.model.Sentence;
import io.sightglass.schema.ParsedSchema;
import io.sightglass.schema.SchemaText;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What proofs say of changes, and where in records a change is seen.
class ChangeCountsTest {
    private static final String AVRO =
            """
            {"type": "record", "name": "Order", "fields": [
              {"name": "id", "type": "string"},
              {"name": "status", "type":
                {"type": "enum", "name": "Status", "symbols": ["OPEN", "DONE"%s]}},
              {"name": "items", "type": {"type": "array", "items":
                {"type": "record", "name": "Item", "fields": [
                  {"name": "size", "type": "%s"}%s]}}}]}
            """;
    private static final String PROTO =
            """
            syntax = "proto3";
            package shop;
            message Order {
              repeated Item items = 1;
              Status status = 2;
            }
            message Item {
              %s size = 1;
            }
            enum Status { NONE = 0; OPEN = 1; %s }
            """;
    private static final String JSON =
            """
            {"type": "object", "properties": {
              "total": {"type": "%s"},
              "items": {"type": "array", "items": {"type": "object", "properties": {
                "size": {"type": "%s"}}, "required": [%s]}}}}
            """;

    private static ParsedSchema parsed(Format format, String text) {
        return assertInstanceOf(
                        SchemaText.Result.Parsed.class,
                        SchemaText.parse(format, "s", text, List.of()))
                .schema();
    }

    private static List<SchemaChange> changes(ParsedSchema before, ParsedSchema after) {
        return assertInstanceOf(
                        SchemaDiff.Result.Compared.class,
                        SchemaDiff.compare(
                                new io.sightglass.compat.Side("v1", before),
                                new io.sightglass.compat.Side("v2", after),
                                Policy.STRICT))
                .comparison()
                .changes();
    }

    private static Set<String> paths(ParsedSchema before, ParsedSchema after) {
        var paths = new TreeSet<String>();
        for (var change : changes(before, after)) {
            paths.addAll(ChangePaths.of(change, before, after));
        }
        return paths;
    }

    @Test
    void aChangeIsSeenAtPathsOfValues() {
        var item = ", {\"name\": \"milk\", \"type\": \"string\"}";
        assertEquals(
                Set.of("items[].milk", "items[].size", "status"),
                paths(
                        parsed(Format.AVRO, AVRO.formatted(", \"LOST\"", "int", item)),
                        parsed(Format.AVRO, AVRO.formatted("", "long", ""))));
        assertEquals(
                Set.of("items[].size", "status"),
                paths(
                        parsed(Format.PROTOBUF, PROTO.formatted("int32", "DONE = 2;")),
                        parsed(Format.PROTOBUF, PROTO.formatted("string", ""))));
        assertEquals(
                Set.of("items[].size", "total"),
                paths(
                        parsed(Format.JSON, JSON.formatted("string", "string", "")),
                        parsed(Format.JSON, JSON.formatted("number", "number", "\"size\""))));
    }

    private static Proof.Reason reason(
            String rule, String path, String writer, String reader, long records) {
        var sentence = Sentence.of(rule + " at " + path);
        return new Proof.Reason(
                FindingKind.VIOLATION,
                rule,
                path,
                writer,
                reader,
                records,
                sentence,
                sentence,
                List.of());
    }

    private static SchemaInfo version(int version) {
        return new SchemaInfo("Order", SchemaInfo.REGISTRY, "t-value", version, version, null);
    }

    /// Records of v1 and v2, and what is said of those of one of them.
    private static Proof proof(
            int of, List<Proof.Reason> reasons, List<Proof.Reason> effects, long records) {
        var other =
                new Proof.OfWriter(Format.AVRO, version(3 - of), 40, 0, 0, List.of(), List.of());
        var one =
                new Proof.OfWriter(Format.AVRO, version(of), records, records, 0, reasons, effects);
        return new Proof(
                "t",
                "v",
                Proof.Ending.COMPLETE,
                records + 40,
                records,
                0,
                0,
                0,
                null,
                reasons,
                effects,
                List.of(),
                List.of(),
                List.of(),
                List.of(one, other));
    }

    private static ChangeCounts.Side side(int version, ParsedSchema schema, @Nullable Proof proof) {
        return new ChangeCounts.Side(
                "v" + version,
                schema,
                info -> Integer.valueOf(version).equals(info.version()),
                proof);
    }

    private static String said(ChangeCounts counts, List<SchemaChange> changes, String type) {
        var change =
                changes.stream().filter(each -> each.type().equals(type)).findFirst().orElseThrow();
        return String.join(" ", counts.of(change).stream().map(Sentence::plain).toList());
    }

    @Test
    void eachDirectionIsCountedOnTheRecordsOfTheOtherSide() {
        var item = ", {\"name\": \"milk\", \"type\": \"string\"}";
        var before = parsed(Format.AVRO, AVRO.formatted(", \"LOST\"", "int", ""));
        var after = parsed(Format.AVRO, AVRO.formatted(", \"PAID\"", "int", item));
        var changes = changes(before, after);
        var newReads =
                proof(
                        1,
                        List.of(
                                reason(
                                        "avro.reader.no-default",
                                        "items[].milk",
                                        "",
                                        "string",
                                        12_000),
                                reason("avro.reader.symbol", "status", "LOST", "Status", 7)),
                        List.of(),
                        12_000);
        var oldReads =
                proof(
                        2,
                        List.of(reason("avro.reader.symbol", "status", "PAID", "Status", 1)),
                        List.of(reason("avro.reader.dropped", "items[].milk", "string", "", 300)),
                        300);
        var none = new ChangeCounts(side(1, before, null), side(2, after, null));
        assertEquals("", said(none, changes, "READER_FIELD_MISSING_DEFAULT_VALUE"));

        var half = new ChangeCounts(side(1, before, null), side(2, after, newReads));
        assertEquals(
                "All 12\u2009000 v1 records lack it, and fail.",
                said(half, changes, "READER_FIELD_MISSING_DEFAULT_VALUE"));
        var both = new ChangeCounts(side(1, before, oldReads), side(2, after, newReads));
        var symbols =
                changes.stream()
                        .filter(each -> each.type().equals("MISSING_ENUM_SYMBOLS"))
                        .map(each ->
                                String.join(
                                        " ", both.of(each).stream().map(Sentence::plain).toList()))
                        .toList();
        assertEquals(
                Set.of(
                        "7 of 12\u2009000 v1 records carry LOST, and fail.",
                        "1 of 300 v2 records carries PAID, and fails."),
                Set.copyOf(symbols));
    }

    @Test
    void whatNoRecordShowsIsSaidToo() {
        var before = parsed(Format.AVRO, AVRO.formatted("", "int", ""));
        var after = parsed(Format.AVRO, AVRO.formatted("", "string", ""));
        var changes = changes(before, after);
        var clean = proof(1, List.of(), List.of(), 12);
        assertEquals(
                "0 of 12 v1 records fail for it.",
                said(
                        new ChangeCounts(side(1, before, null), side(2, after, clean)),
                        changes,
                        "TYPE_MISMATCH"));
        var nobody = new ChangeCounts.Side("v7", before, _ -> false, null);
        assertEquals(
                "No record was written with v7.",
                said(new ChangeCounts(nobody, side(2, after, clean)), changes, "TYPE_MISMATCH"));
        // a file wrote nothing that would say so: then all records count
        var file = new ChangeCounts.Side("draft.avsc", before, null, null);
        var failing =
                proof(
                        1,
                        List.of(reason("avro.reader.type", "items[].size", "int", "string", 12)),
                        List.of(),
                        12);
        assertEquals(
                "12 of 52 records have int there, and fail.",
                said(new ChangeCounts(file, side(2, after, failing)), changes, "TYPE_MISMATCH"));
    }
}
