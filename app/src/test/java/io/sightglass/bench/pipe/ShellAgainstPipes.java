package io.sightglass.bench.pipe;

import io.sightglass.Main;
import io.sightglass.model.Format;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Looks for a rare key, and for the records of which a field has a value, in a terminal: whole
/// processes of `sightglass tail`, in turn with kcat and the tools that people put behind it. Both
/// must find the same number of records. Arguments: records (1 million), rounds (3).
public final class ShellAgainstPipes {
    private ShellAgainstPipes() {}

    /// A task, and both ways to do it; each prints a line a record that it finds.
    private record Task(String name, long found, String topic, String filter, String pipe) {}

    public static void main(String[] arguments) throws Exception {
        long records = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        try (var place = Place.start()) {
            System.out.println("| task | `sightglass tail` | the pipe | pipe / ours |");
            System.out.println("| --- | --- | --- | --- |");
            for (var task : tasks(place, records)) {
                compare(place, task, records, rounds);
            }
        }
        System.exit(0);
    }

    private static List<Task> tasks(Place place, long records) throws Exception {
        place.fill(Format.AVRO, 2 * records);
        place.fill(Format.JSON, records);
        var avro = Place.topic(Format.AVRO);
        var json = Place.topic(Format.JSON);
        var read = "kcat -b " + place.bootstrap() + " -C -e -q -o beginning -t ";
        return List.of(
                new Task(
                        "a rare key in Avro, against kcat and grep",
                        1,
                        avro,
                        Place.RARE,
                        read + avro + " -f '%k %s\\n' | grep -a " + Place.RARE),
                new Task(
                        "a field's value in JSON, against kcat -J and jq",
                        -1,
                        json,
                        "value.total > 98.0",
                        read
                                + json
                                + " -J | jq -c 'select((.payload[5:] | fromjson).total > 98.0)'"));
    }

    private static void compare(Place place, Task task, long records, int rounds) throws Exception {
        var ours = new ArrayList<Double>();
        var theirs = new ArrayList<Double>();
        for (int round = 0; round < rounds; round++) {
            var pipe = Children.shell(task.pipe());
            var tail =
                    Children.java(
                            "-Xmx512m",
                            Main.class,
                            "tail",
                            task.topic(),
                            "--bootstrap",
                            place.bootstrap(),
                            "--registry",
                            place.registry(),
                            "--from",
                            "earliest",
                            "--until",
                            "end",
                            "--filter",
                            task.filter(),
                            "--json");
            long expected = task.found() < 0 ? tail.lines().size() : task.found();
            if (tail.lines().size() != expected || pipe.lines().size() != expected) {
                throw new IllegalStateException(
                        "%s: %d and %d found"
                                .formatted(task.name(), tail.lines().size(), pipe.lines().size()));
            }
            ours.add(tail.seconds());
            theirs.add(pipe.seconds());
        }
        double our = TailAgainstKcat.median(ours);
        double their = TailAgainstKcat.median(theirs);
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f s | %.1f s | %.2f |%n",
                task.name(),
                our,
                their,
                their / our);
    }
}
