package io.sightglass.cli;

import io.sightglass.model.Mark;
import io.sightglass.tail.filter.FilterText;
import io.sightglass.tail.filter.RecordPredicate;

import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Which records of those that are read.
final class ChoiceOptions {
    @Option(
            names = "--filter",
            paramLabel = "EXPR",
            description = {
                "Only records that hold this text, or for which this CEL expression is true,",
                "such as 'value.total > 20 && headers.source == \"web\"'."
            })
    String filter = "";

    @Option(
            names = "--only",
            paramLabel = "MARK",
            split = ",",
            converter = MarkConverter.class,
            description = "Only records with such findings: violation, unknown, undecodable.")
    List<Mark> only = new ArrayList<>();

    /// The marks to show; empty for all records.
    Set<Mark> marks() {
        return only.isEmpty() ? Set.of() : EnumSet.copyOf(only);
    }

    boolean isFiltered() {
        return !filter.isBlank();
    }

    RecordPredicate predicate() throws CliFailure {
        return switch (FilterText.of(filter)) {
            case FilterText.Ready(var predicate) -> predicate;
            case FilterText.Rejected(var _, var sentence) ->
                    throw CliFailure.usage("--filter: " + Printable.line(sentence.plain()));
        };
    }
}
