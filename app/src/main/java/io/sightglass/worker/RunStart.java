package io.sightglass.worker;

import io.sightglass.model.Sentence;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.Writing;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

/// Finds the run that a worker is to join, or begins it. Where several want to begin one at the
/// same time, the first in the results topic has begun it, which all of them see alike.
final class RunStart {
    private final WorkOrder order;
    private final RunLog log;
    private final RunReader reader;
    private final Writing writing;

    RunStart(WorkOrder order, RunLog log, RunReader reader, Writing writing) {
        this.order = order;
        this.log = log;
        this.reader = reader;
        this.writing = writing;
    }

    RunHeader header() throws ConnectionFailure {
        reader.refresh();
        if (log.hasNewer()) {
            throw new ConnectionFailure(
                    Sentence.builder()
                            .text("Topic ")
                            .strong(order.results())
                            .text(
                                    " has results of a newer Sightglass; use that version here,"
                                            + " too.")
                            .build());
        }
        if (log.run(order.name()).isEmpty()) {
            refuseOthersGroup();
        }
        var known = log.run(order.name());
        var run = known.isPresent() ? known.get() : begin();
        check(run);
        return run;
    }

    /// A group that is no check's belongs to somebody whose partitions it would take.
    private void refuseOthersGroup() throws ConnectionFailure {
        boolean there =
                order.cluster().groups().stream()
                        .anyMatch(group -> group.id().equals(order.name()));
        if (!there) {
            return;
        }
        // another worker may have begun the run meanwhile: it does so before it joins
        reader.refresh();
        if (log.run(order.name()).isEmpty()) {
            throw new ConnectionFailure(
                    Sentence.builder()
                            .text("There is a consumer group ")
                            .strong(order.name())
                            .text(
                                    " that is no check of this topic, and joining it would take its"
                                            + " partitions away; choose another name.")
                            .build());
        }
    }

    private RunHeader begin() throws ConnectionFailure {
        var spans = order.cluster().plan(order.request());
        var mine =
                new RunHeader(
                        UUID.randomUUID().toString(),
                        order.name(),
                        order.request().topic(),
                        System.currentTimeMillis(),
                        order.by(),
                        order.judged(),
                        order.filter(),
                        order.choice().only(),
                        spans);
        long offset = writing.write(order.results(), List.of(Entries.of(mine)));
        while (reader.next() <= offset) {
            reader.refresh();
        }
        var first = log.run(order.name()).orElse(mine);
        if (!first.id().equals(mine.id())) {
            writing.write(order.results(), List.of(Entries.without(mine)));
        }
        return first;
    }

    private void check(RunHeader run) throws ConnectionFailure {
        if (!run.topic().equals(order.request().topic())) {
            throw refused(run, " is about another topic, ", run.topic(), ".");
        }
        if (!run.judged().equals(order.judged())) {
            throw refused(
                    run,
                    " holds its records to another contract than this worker would. Start all"
                            + " workers with the same ",
                    "--schemas",
                    ", or begin a run of another name.");
        }
        if (!Objects.equals(run.filter(), order.filter())
                || !run.only().equals(order.choice().only())) {
            var filter = run.filter();
            throw refused(
                    run,
                    " counts other records than this worker would. Start all workers with the"
                            + " same --filter and --only: the run's filter is ",
                    filter == null ? "none" : filter,
                    ".");
        }
    }

    private static ConnectionFailure refused(
            RunHeader run, String before, String strong, String after) {
        return new ConnectionFailure(
                Sentence.builder()
                        .text("The run ")
                        .strong(run.name())
                        .text(before)
                        .strong(strong)
                        .text(after)
                        .build());
    }
}
