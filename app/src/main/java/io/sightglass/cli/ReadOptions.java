package io.sightglass.cli;

import io.sightglass.port.From;
import io.sightglass.port.Until;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    @Mixin ChoiceOptions choice = new ChoiceOptions();
}
