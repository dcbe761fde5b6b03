package io.sightglass.bench;

import io.sightglass.contract.Contracts;
import io.sightglass.contract.RuleCase;
import io.sightglass.model.DataContract;
import io.sightglass.model.Format;
import io.sightglass.model.Part;
import io.sightglass.registry.TestContracts;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;

/// What holding a valid record to rules costs, by where the rules come from: the walk with the sink
/// of a live tail, which counts. Each source is run several times in turn with the others, and its
/// best time counts. Run by hand.
public final class RuleSpeed {
    private static final int ROUNDS = 5;
    private static final long ROUND_NANOS = 400_000_000;

    private static final String PLAIN =
            """
            syntax = "proto3";
            import "buf/validate/validate.proto";
            message Order {
              %s
              string id = 1 %s;
              string mail = 2 %s;
              int32 boldness = 3 %s;
              double total = 4 %s;
              repeated string tags = 5 %s;
            }
            """;
    private static final String EVENT =
            "{\"id\": \"o-5512\", \"mail\": \"ana@coffeeco.example\", \"boldness\": 7,"
                    + " \"total\": 14.5, \"tags\": [\"iced\", \"large\"]}";
    private static final String CONTRACT =
            """
            apiVersion: v3.1.0
            kind: DataContract
            name: c
            schema:
              - name: fields
                properties:
                  - {name: id, logicalType: string, required: true, logicalTypeOptions: {maxLength: 8}}
                  - {name: mail, logicalType: string, logicalTypeOptions: {minLength: 1}}
                  - {name: boldness, logicalType: integer, logicalTypeOptions: {minimum: 1, maximum: 10}}
                  - {name: total, logicalType: number, logicalTypeOptions: {minimum: 0}}
                  - {name: tags, logicalType: array, logicalTypeOptions: {maxItems: 5}, items: {logicalType: string, logicalTypeOptions: {minLength: 2}}}
              - name: cel
                quality:
                  - {type: custom, engine: cel, implementation: "message.total >= 0.0 && size(message.tags) < 5"}
            """;

    private RuleSpeed() {}

    private record Way(
            String name, RuleCase test, byte[] payload, Contracts contracts, String topic) {
        /// Nanoseconds and bytes a record.
        double[] run() {
            var sink = contracts.sink(topic, Part.VALUE, false);
            var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
            for (int i = 0; i < 2_000; i++) {
                test.walk(payload, sink);
            }
            if (sink.total() != 0) {
                throw new IllegalStateException(name + ": the record is not valid");
            }
            long bytes = threads.getCurrentThreadAllocatedBytes();
            long start = System.nanoTime();
            long count = 0;
            while (System.nanoTime() - start < ROUND_NANOS) {
                for (int i = 0; i < 200; i++) {
                    test.walk(payload, sink);
                }
                count += 200;
            }
            long nanos = System.nanoTime() - start;
            bytes = threads.getCurrentThreadAllocatedBytes() - bytes;
            return new double[] {(double) nanos / count, (double) bytes / count};
        }
    }

    private static String proto(String... options) {
        return PLAIN.formatted((Object[]) options);
    }

    private static Way way(
            String name,
            Format format,
            String schema,
            DataContract rules,
            Contracts contracts,
            String topic)
            throws IOException {
        var test = RuleCase.of(format, schema, rules);
        return new Way(name, test, test.bytes(EVENT), contracts, topic);
    }

    private static DataContract rule(String type, String expression) {
        return TestContracts.read(
                "{\"ruleSet\": {\"domainRules\": [{\"name\": \"r\", \"kind\": \"CONDITION\","
                        + " \"type\": \"%s\", \"mode\": \"WRITE\", \"expr\": \"%s\"}]}}"
                                .formatted(type, expression));
    }

    public static void main(String[] arguments) throws IOException {
        var folder = Files.createTempDirectory("rule-speed");
        Files.writeString(folder.resolve("c.contract.yaml"), CONTRACT);
        var contracts = Contracts.read(List.of(folder));
        var none = DataContract.NONE;
        var bare = proto("", "", "", "", "", "");
        var plain =
                proto(
                        "",
                        "[(buf.validate.field).required = true, (buf.validate.field).string.max_len"
                                + " = 8]",
                        "[(buf.validate.field).string.min_len = 1]",
                        "[(buf.validate.field).int32 = {gte: 1, lte: 10}]",
                        "[(buf.validate.field).double.gte = 0]",
                        "[(buf.validate.field).repeated = {max_items: 5, items: {string: {min_len:"
                                + " 2}}}]");
        var library =
                proto(
                        "option (buf.validate.message).cel = {id: \"r\", expression:"
                                + " \"this.total >= 0.0 && size(this.tags) < 5\"};",
                        "",
                        "[(buf.validate.field).string.email = true]",
                        "",
                        "",
                        "");
        var json =
                "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\", \"type\":"
                        + " \"object\", \"properties\": {\"id\": {\"type\": \"string\"}}}";
        var keywords =
                "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\", \"type\":"
                    + " \"object\", \"required\": [\"id\"], \"properties\": {\"id\": {\"type\":"
                    + " \"string\", \"maxLength\": 8}, \"mail\": {\"type\": \"string\","
                    + " \"minLength\": 1}, \"boldness\": {\"type\": \"integer\", \"minimum\": 1,"
                    + " \"maximum\": 10}, \"total\": {\"type\": \"number\", \"minimum\": 0},"
                    + " \"tags\": {\"type\": \"array\", \"maxItems\": 5, \"items\": {\"type\":"
                    + " \"string\", \"minLength\": 2}}}}";
        var ways =
                List.of(
                        way("Protobuf, no rules", Format.PROTOBUF, bare, none, contracts, "none"),
                        way(
                                "contract file, fields",
                                Format.PROTOBUF,
                                bare,
                                none,
                                contracts,
                                "fields"),
                        way("contract file, CEL", Format.PROTOBUF, bare, none, contracts, "cel"),
                        way("buf.validate, plain", Format.PROTOBUF, plain, none, contracts, "none"),
                        way(
                                "buf.validate, library",
                                Format.PROTOBUF,
                                library,
                                none,
                                contracts,
                                "none"),
                        way(
                                "registry, CEL",
                                Format.PROTOBUF,
                                bare,
                                rule("CEL", "message.total >= 0.0 && size(message.tags) < 5"),
                                contracts,
                                "none"),
                        way(
                                "registry, CEL_FIELD",
                                Format.PROTOBUF,
                                bare,
                                rule("CEL_FIELD", "typeName == 'STRING' ; size(value) > 0"),
                                contracts,
                                "none"),
                        way("JSON, types alone", Format.JSON, json, none, contracts, "none"),
                        way(
                                "JSON Schema keywords",
                                Format.JSON,
                                keywords,
                                none,
                                contracts,
                                "none"));
        var best = new double[ways.size()][];
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < ways.size(); i++) {
                var run = ways.get(i).run();
                best[i] = best[i] == null || run[0] < best[i][0] ? run : best[i];
            }
        }
        report(System.out, ways, best);
        Files.delete(folder.resolve("c.contract.yaml"));
        Files.delete(folder);
    }

    private static void report(PrintStream out, List<Way> ways, double[][] best) {
        for (int i = 0; i < ways.size(); i++) {
            out.printf(
                    Locale.ROOT,
                    "%-24s %8.0f ns a record, %6.0f B allocated, payload %d B%n",
                    ways.get(i).name(),
                    best[i][0],
                    best[i][1],
                    ways.get(i).payload().length);
        }
    }
}
