package io.sightglass.cli;

import io.sightglass.connect.TopicFormats;
import io.sightglass.model.Format;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.TopicInfo;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/// `sightglass topics`: what a cluster holds.
@Command(
        name = "topics",
        description = "List the topics with their partitions, formats, records and sizes.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class TopicsCommand implements Callable<Integer> {
    /// How long a look into all topics may take, and into one; the rest stay without a format.
    private static final Duration ALL = Duration.ofSeconds(10);

    private static final Duration ONE = Duration.ofSeconds(2);

    private final CliContext context;

    @Mixin private ConnectOptions connect = new ConnectOptions();

    @Option(names = "--json", description = "One JSON object a topic, one a line.")
    private boolean json;

    TopicsCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, CliFailure {
        var stop = new StopFlag();
        try (var _ = context.interrupts().onStop(stop::raise);
                var session = Session.open(context, connect)) {
            var looker = new TopicFormats(session.connection());
            var rows = new LinkedHashMap<TopicInfo, Optional<Set<Format>>>();
            long deadline = System.nanoTime() + ALL.toNanos();
            for (var topic : session.connection().cluster().topics()) {
                if (topic.internal()) {
                    continue;
                }
                boolean look = !stop.isRaised() && System.nanoTime() < deadline;
                rows.put(topic, look ? formats(looker, topic) : Optional.empty());
            }
            print(rows);
        }
        return ExitCode.OK;
    }

    private Optional<Set<Format>> formats(TopicFormats looker, TopicInfo topic) {
        if (topic.records() == 0) {
            return Optional.of(Set.of());
        }
        try {
            return Optional.of(looker.of(topic.name(), ONE));
        } catch (ConnectionFailure e) {
            // One topic that may not be read keeps nobody from the others.
            context.err().println(e.sentence().plain());
            return Optional.empty();
        }
    }

    private void print(Map<TopicInfo, Optional<Set<Format>>> rows) {
        var table = new TopicsTable(context.out(), new Ink(context.colour()));
        if (json) {
            rows.forEach(table::json);
        } else {
            table.text(rows);
        }
    }
}
