package io.sightglass.bench.pipe;

import io.sightglass.model.Format;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads topics of orders to their end, in turn with kcat: fetch, walk, structural validation and
/// keeping here, reading to /dev/null there. Arguments: records (2 million), rounds (5).
public final class TailAgainstKcat {
    private TailAgainstKcat() {}

    public static void main(String[] arguments) throws Exception {
        long records = arguments.length > 0 ? Long.parseLong(arguments[0]) : 2_000_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        try (var place = Place.start()) {
            System.out.println(
                    "| topic | first reading | fourth | processor a record | kcat | ratios |");
            System.out.println("| --- | --- | --- | --- | --- | --- |");
            for (var format : List.of(Format.AVRO, Format.PROTOBUF, Format.JSON)) {
                place.fill(format, records);
                System.out.println(compare(place, Place.topic(format), records, rounds));
            }
        }
        System.exit(0);
    }

    /// A line of Markdown's table.
    static String compare(Place place, String topic, long records, int rounds) throws Exception {
        var cold = new ArrayList<Double>();
        var warm = new ArrayList<Double>();
        var theirs = new ArrayList<Double>();
        double cpu = 0;
        var kcat =
                "kcat -b %s -C -e -q -t %s -o beginning > /dev/null"
                        .formatted(place.bootstrap(), topic);
        for (int round = 0; round < rounds; round++) {
            theirs.add(records / Children.shell(kcat).seconds());
            var ran =
                    Children.java(
                            "-Xmx1g", TailChild.class, place.bootstrap(), place.registry(), topic);
            cold.add(records / seconds(ran.lines().getFirst(), records)[0]);
            var last = seconds(ran.lines().getLast(), records);
            warm.add(records / last[0]);
            cpu = last[1] / records * 1e9;
        }
        return String.format(
                Locale.ROOT,
                "| %s | %.0f k/s | %.0f k/s | %.0f ns | %.0f k/s | %.2f, %.2f |",
                topic,
                median(cold) / 1e3,
                median(warm) / 1e3,
                cpu,
                median(theirs) / 1e3,
                median(cold) / median(theirs),
                median(warm) / median(theirs));
    }

    private static double[] seconds(String line, long records) {
        var words = line.split(" ", 5);
        if (!words[0].equals("figures") || Long.parseLong(words[1]) != records) {
            throw new IllegalStateException(line);
        }
        return new double[] {Double.parseDouble(words[2]), Double.parseDouble(words[3])};
    }

    static double median(List<Double> figures) {
        return figures.stream().sorted().toList().get(figures.size() / 2);
    }
}
