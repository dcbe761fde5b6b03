package io.sightglass.cli;

import io.sightglass.connect.Connection;
import io.sightglass.schema.LocalSchemas;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;

/// Says on standard error, in one line, what is wrong with the local schemas and contracts that a
/// person named. It stops nothing.
final class LocalProblems {
    private LocalProblems() {}

    /// Speaks only where the person gave folders for this command; the window shows the others.
    static void tell(PrintWriter err, Connection connection, List<Path> given) {
        if (given.isEmpty()) {
            return;
        }
        // a set, since both look at the same links
        var all = new LinkedHashSet<LocalSchemas.Problem>(connection.local().problems());
        all.addAll(connection.contracts().problems());
        var problems = List.copyOf(all);
        if (problems.isEmpty()) {
            return;
        }
        var first = Printable.line(problems.getFirst().text());
        int others = problems.size() - 1;
        err.println(others == 0 ? first : first + " " + others + " more problems in schema files.");
        err.flush();
    }
}
