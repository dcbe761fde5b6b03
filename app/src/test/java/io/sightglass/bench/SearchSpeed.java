package io.sightglass.bench;

import io.sightglass.model.Format;
import io.sightglass.schema.SchemaText;
import io.sightglass.schema.search.SchemaElement;
import io.sightglass.schema.search.SchemaElements;
import io.sightglass.schema.search.SchemaHolder;
import io.sightglass.schema.search.SchemaIndex;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// How long it takes to take in many schemas and to find something in them. Avro schemas with
/// documented fields, their names of two or three words out of forty. Run by hand; arguments:
/// subjects (5 000) and fields of each (25).
public final class SearchSpeed {
    private static final String[] WORDS =
            ("user id order status time total item price store name city street code country mail"
                            + " phone amount currency tax count size kind state event source target"
                            + " created updated deleted version number account payment customer"
                            + " product category quantity weight color note")
                    .split(" ");
    private static final List<String> QUERIES =
            List.of(
                    "userId",
                    "user_id",
                    "order total",
                    "payment",
                    "i",
                    "subject-42 customer",
                    "zz");
    private static final int ROUNDS = 40;

    private SearchSpeed() {}

    public static void main(String[] args) {
        int subjects = args.length > 0 ? Integer.parseInt(args[0]) : 5_000;
        int fields = args.length > 1 ? Integer.parseInt(args[1]) : 25;
        PrintStream out = System.out;
        var index = new SchemaIndex();
        var random = new Random(7);
        long parsing = 0;
        long taking = 0;
        for (int i = 0; i < subjects; i++) {
            var text = schema(random, i, fields);
            long start = System.nanoTime();
            var elements = elements(text);
            long middle = System.nanoTime();
            index.put(
                    new SchemaHolder.Subject("subject-" + i + "-value"), 1, Format.AVRO, elements);
            taking += System.nanoTime() - middle;
            parsing += middle - start;
        }
        out.printf(
                Locale.ROOT,
                "%d subjects, %d elements: parsed in %.0f ms, taken in within %.0f ms%n",
                index.schemas(),
                index.elements(),
                parsing / 1e6,
                taking / 1e6);
        System.gc();
        var runtime = Runtime.getRuntime();
        out.printf(
                Locale.ROOT,
                "heap with the index: %.0f MiB%n",
                (runtime.totalMemory() - runtime.freeMemory()) / 1048576.0);
        for (var query : QUERIES) {
            double best = Double.MAX_VALUE;
            double first = 0;
            int total = 0;
            for (int round = 0; round < ROUNDS; round++) {
                long start = System.nanoTime();
                total = index.search(query, 200).total();
                double millis = (System.nanoTime() - start) / 1e6;
                first = round == 0 ? millis : first;
                best = Math.min(best, millis);
            }
            out.printf(
                    Locale.ROOT,
                    "%-22s %7d hits, first %.1f ms, best of %d %.2f ms%n",
                    query,
                    total,
                    first,
                    ROUNDS,
                    best);
        }
        long start = System.nanoTime();
        int total = index.fields("userId", _ -> true, 60).total();
        out.printf(
                Locale.ROOT,
                "who has a field userId: %d, %.2f ms%n",
                total,
                (System.nanoTime() - start) / 1e6);
    }

    private static List<SchemaElement> elements(String text) {
        return switch (SchemaText.parse(Format.AVRO, "bench", text, List.of())) {
            case SchemaText.Result.Parsed(var schema) -> SchemaElements.of(schema);
            case SchemaText.Result.Failed(var problems) ->
                    throw new IllegalStateException(problems.getFirst().text());
        };
    }

    private static String schema(Random random, int number, int fields) {
        var text = new StringBuilder();
        text.append("{\"type\":\"record\",\"name\":\"Record")
                .append(number)
                .append("\",\"namespace\":\"bench\",\"doc\":\"Record ")
                .append(number)
                .append(" of many.\",\"fields\":[");
        for (int i = 0; i < fields; i++) {
            text.append(i == 0 ? "" : ",")
                    .append("{\"name\":\"")
                    .append(word(random))
                    .append(capital(word(random)))
                    .append(random.nextInt(3) == 0 ? capital(word(random)) : "")
                    .append(i)
                    .append("\",\"type\":\"string\",\"doc\":\"");
            for (int j = 0; j < 9; j++) {
                text.append(word(random)).append(j == 8 ? "." : " ");
            }
            text.append("\"}");
        }
        return text.append("]}").toString();
    }

    private static String word(Random random) {
        return WORDS[random.nextInt(WORDS.length)];
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
