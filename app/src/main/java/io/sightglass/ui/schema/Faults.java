package io.sightglass.ui.schema;

import java.util.Map;
import java.util.regex.Pattern;

/// Places in what is said of a schema that does not parse: `orders-v3.avsc:6:5: expected '{'.`
final class Faults {
    private static final Pattern PLACE = Pattern.compile("[\\w./-]+:(\\d{1,9}):(\\d{1,9}): (.*)");

    private Faults() {}

    /// What is wrong by line, 0 for the first; empty where the words name no place.
    static Map<Integer, String> inWords(String words) {
        var place = PLACE.matcher(words);
        if (!place.find()) {
            return Map.of();
        }
        int line = Integer.parseInt(place.group(1));
        return line == 0 ? Map.of() : Map.of(line - 1, place.group(3));
    }
}
