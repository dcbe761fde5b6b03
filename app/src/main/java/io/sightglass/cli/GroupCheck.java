package io.sightglass.cli;

import io.sightglass.connect.Connection;
import io.sightglass.indicator.Choice;
import io.sightglass.indicator.Indicators;
import io.sightglass.model.Sentence;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.ReadRequest;
import io.sightglass.scan.Scan;
import io.sightglass.scan.ScanState;
import io.sightglass.worker.RunFigures;
import io.sightglass.worker.WorkOrder;
import io.sightglass.worker.Worker;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// One worker of a check that many do together: says what it will write, asks, works, and has what
/// all of them have counted.
final class GroupCheck {
    private final CliContext context;
    private final Connection connection;
    private final GroupOptions options;

    GroupCheck(CliContext context, Connection connection, GroupOptions options) {
        this.context = context;
        this.connection = connection;
        this.options = options;
    }

    /// @param filter how the choice's filter was typed; null where there is none
    Indicators run(ReadRequest request, Choice choice, @Nullable String filter) throws CliFailure {
        var order = order(request, choice, filter);
        consent(order);
        try (var worker = Worker.start(order, context.patience())) {
            new ScanWait(context).await(worker, GroupCheck::besides);
            return merged(worker);
        }
    }

    private WorkOrder order(ReadRequest request, Choice choice, @Nullable String filter)
            throws CliFailure {
        var name = Objects.requireNonNull(options.name);
        try {
            return connection.workOrder(name, request, choice, filter, who());
        } catch (ConnectionFailure e) {
            throw CliFailure.usage(e.sentence());
        }
    }

    private static Indicators merged(Scan<Optional<RunFigures>> worker) throws CliFailure {
        var seen = worker.figures().map(RunFigures::merged).orElse(null);
        if (worker.state() instanceof ScanState.Failed(var sentence)) {
            throw CliFailure.unreadable(sentence, null);
        }
        if (seen == null) {
            throw CliFailure.unreadable(
                    Sentence.of("The worker was stopped before it had joined the others."), null);
        }
        return seen;
    }

    private static String besides(Optional<RunFigures> figures) {
        return figures.map(RunFigures::progress)
                .map(progress ->
                        "; of the run, "
                                + progress.done()
                                + " of "
                                + progress.partitions().size()
                                + " partitions")
                .orElse("");
    }

    /// Says what will be written, and where; asks, where nobody has said yes.
    private void consent(WorkOrder order) throws CliFailure {
        var profile = connection.profile();
        var what =
                "This worker joins consumer group "
                        + Printable.line(order.name())
                        + " and writes to topic "
                        + Printable.line(order.results())
                        + ", which is made where there is none, at "
                        + Printable.line(profile.bootstrap())
                        + " (environment: "
                        + profile.environment().name().toLowerCase(Locale.ROOT)
                        + ").";
        context.err().println(what);
        context.err().flush();
        if (options.yes) {
            return;
        }
        var console = System.console();
        if (console == null || !console.isTerminal()) {
            throw CliFailure.usage("Nobody is there to be asked; say --yes where that is right.");
        }
        var answer = console.readLine("Type yes to go on: ");
        if (answer == null || !answer.strip().equalsIgnoreCase("yes")) {
            throw CliFailure.usage("Nothing was written.");
        }
    }

    /// Who works here, as others see it among the results.
    private static String who() {
        var user = System.getProperty("user.name", "");
        try {
            return user + "@" + InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return user.isEmpty() ? "unknown" : user;
        }
    }
}
