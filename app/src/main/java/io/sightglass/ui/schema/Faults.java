package io.sightglass.ui.schema;

import io.sightglass.schema.LocalSchemas.Problem;
import io.sightglass.ui.source.Fault;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Places in what is said of a schema that does not parse: `orders-v3.avsc:6:5: expected '{'.`
final class Faults {
    private static final Pattern PLACE = Pattern.compile("[\\w./-]+:(\\d{1,9}):(\\d{1,9}): (.*)");

    private Faults() {}

    /// What is wrong by line, 0 for the first; empty where the words name no place.
    static Map<Integer, Fault> inWords(String words) {
        var place = PLACE.matcher(words);
        if (!place.find()) {
            return Map.of();
        }
        int line = Integer.parseInt(place.group(1));
        int column = Integer.parseInt(place.group(2));
        return line == 0
                ? Map.of()
                : Map.of(line - 1, new Fault(Math.max(0, column - 1), place.group(3)));
    }

    /// The first problem of each line, by line, 0 for the first.
    static Map<Integer, Fault> of(List<Problem> problems) {
        Map<Integer, Fault> faults = new HashMap<>();
        for (var problem : problems) {
            if (problem.line() > 0) {
                var fault =
                        new Fault(Math.max(0, problem.column() - 1), problem.sentence().plain());
                faults.putIfAbsent(problem.line() - 1, fault);
            }
        }
        return faults;
    }
}
