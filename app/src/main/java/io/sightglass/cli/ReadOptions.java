package io.sightglass.cli;

import io.sightglass.model.Mark;
import io.sightglass.port.From;
import io.sightglass.port.Until;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Which records of a topic.
final class ReadOptions {
    @Option(
            names = "--from",
            paramLabel = "FROM",
            converter = FromConverter.class,
            description =
                    "Where to start: latest, earliest, -N (the last N records), an offset, or an"
                            + " ISO-8601 time. Default: latest.")
    @Nullable From from;

    @Option(
            names = "--until",
            paramLabel = "UNTIL",
            converter = UntilConverter.class,
            description =
                    "Where to stop: end (what is there now), or an ISO-8601 time. Default: go on.")
    Until until = new Until.Forever();

    @Option(
            names = "--limit",
            paramLabel = "N",
            converter = LimitConverter.class,
            description = "Stop after N records.")
    long limit = Long.MAX_VALUE;

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
}
