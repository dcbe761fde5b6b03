package io.sightglass.cli;

import io.sightglass.port.ReadRequest;
import io.sightglass.port.Until;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.util.Set;

/// Whether many workers share the topic.
final class GroupOptions {
    @Option(
            names = "--group",
            paramLabel = "NAME",
            description =
                    "Be one of many workers that share the topic's partitions in the consumer group"
                            + " of this name, and put their results together. All that say the same"
                            + " name work on the same run; a new run takes a new name. It writes.")
    @Nullable String name;

    @Option(names = "--follow", description = "With --group: go on with what comes, until stopped.")
    private boolean follow;

    @Option(
            names = "--writable",
            description =
                    "With --group: a connection that is not kept may be written to. For a kept one:"
                            + " connections writable NAME.")
    private boolean writable;

    @Option(names = "--yes", description = "With --group: do not ask before writing.")
    boolean yes;

    /// Whether the options go together.
    void check(ConnectOptions connect, RevealOption reveal, SpanOptions span) throws CliFailure {
        if (name == null) {
            if (follow || writable || yes) {
                throw CliFailure.usage(
                        "--follow, --writable and --yes are for workers; name their run with"
                                + " --group NAME.");
            }
            return;
        }
        if (name.isBlank()) {
            throw CliFailure.usage("--group takes a name, such as nightly-2026-11-25.");
        }
        if (span.limit != Long.MAX_VALUE) {
            throw CliFailure.usage(
                    "--limit does not go with --group: workers count without asking one another."
                            + " Give --from or --until instead.");
        }
        if (reveal.reveal) {
            throw CliFailure.usage(
                    "--reveal does not go with --group: what is masked is not written into a"
                            + " topic.");
        }
        if (follow && !(span.until instanceof Until.End)) {
            throw CliFailure.usage("--follow has no end, and --until says one; leave one out.");
        }
        if (writable && connect.profile != null) {
            throw CliFailure.usage(
                    "--writable is for connections that are not kept; for "
                            + Printable.line(connect.profile)
                            + " say: sightglass connections writable "
                            + Printable.line(connect.profile)
                            + ".");
        }
        connect.writable = writable;
    }

    ReadRequest of(SpanOptions span, String topic) {
        return follow
                ? new ReadRequest(topic, Set.of(), span.from, new Until.Forever())
                : span.of(topic);
    }
}
