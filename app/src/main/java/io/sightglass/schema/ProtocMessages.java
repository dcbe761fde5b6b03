package io.sightglass.schema;

import io.sightglass.model.Sentence;
import io.sightglass.schema.LocalSchemas.Problem;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Reads what protoc says: a line a problem, `file:line:column: text`, or `file: text` where the
/// problem has no place. Warnings are left out.
final class ProtocMessages {
    private static final int MOST = 100;
    private static final Pattern PLACED = Pattern.compile("(.+?):(\\d+):(\\d+): (.*)");
    private static final Pattern UNPLACED = Pattern.compile("(\\S+?\\.proto): (.*)");

    private ProtocMessages() {}

    /// @param prefix the source folder's name in front of files, to be taken off
    static List<Problem> read(String said, String prefix) {
        var problems = new ArrayList<Problem>();
        for (var line : said.lines().toList()) {
            if (line.isBlank() || line.contains(": warning: ") || problems.size() == MOST) {
                continue;
            }
            var placed = PLACED.matcher(line);
            var unplaced = UNPLACED.matcher(line);
            if (placed.matches()) {
                problems.add(
                        new Problem(
                                strip(placed.group(1), prefix),
                                Integer.parseInt(placed.group(2)),
                                Integer.parseInt(placed.group(3)),
                                Sentence.of(placed.group(4).strip())));
            } else if (unplaced.matches()) {
                problems.add(
                        new Problem(
                                strip(unplaced.group(1), prefix),
                                0,
                                0,
                                Sentence.of(unplaced.group(2).strip())));
            } else {
                problems.add(new Problem("protoc", 0, 0, Sentence.of(line.strip())));
            }
        }
        return problems;
    }

    private static String strip(String file, String prefix) {
        return file.startsWith(prefix) ? file.substring(prefix.length()) : file;
    }
}
