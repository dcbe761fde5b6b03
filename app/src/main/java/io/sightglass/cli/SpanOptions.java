package io.sightglass.cli;

import io.sightglass.port.From;
import io.sightglass.port.ReadRequest;
import io.sightglass.port.Until;

import picocli.CommandLine.Option;

import java.util.Set;

/// Which span of a topic is gone over; all that is there now, unless something else is said.
final class SpanOptions {
    @Option(
            names = "--from",
            paramLabel = "FROM",
            converter = FromConverter.class,
            description =
                    "Where to start: earliest, latest, -N (the last N records), an offset, or an"
                            + " ISO-8601 time. Default: earliest.")
    From from = new From.Earliest();

    @Option(
            names = "--until",
            paramLabel = "UNTIL",
            converter = UntilConverter.class,
            description =
                    "Where to stop: end (what is there now), or an ISO-8601 time. Default: end.")
    Until until = new Until.End();

    @Option(
            names = "--limit",
            paramLabel = "N",
            converter = LimitConverter.class,
            description = "Stop after N records.")
    long limit = Long.MAX_VALUE;

    /// Whether nothing else was said.
    boolean isEverything() {
        return from instanceof From.Earliest
                && until instanceof Until.End
                && limit == Long.MAX_VALUE;
    }

    ReadRequest of(String topic) {
        return new ReadRequest(topic, Set.of(), from, until);
    }
}
