package io.sightglass.cli;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Which cluster, registry and local schemas.
final class ConnectOptions {
    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            description = "The cluster's brokers, comma separated. Default: the playground.")
    @Nullable String bootstrap;

    @Option(
            names = "--registry",
            paramLabel = "URL",
            description = "A registry that speaks Confluent's Schema Registry API.")
    @Nullable String registry;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description =
                    "A connection kept by the window; other options take the place of its parts.")
    @Nullable String profile;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "A connection from client.properties, or a configuration of kcat or"
                            + " librdkafka.")
    @Nullable Path config;

    @Option(
            names = "--secrets-from",
            paramLabel = "FILE",
            description =
                    "Secrets of the connection: a line NAME=VALUE each. Without it: environment"
                            + " variables (SIGHTGLASS_SECRET_...), what the window has kept, or the"
                            + " terminal.")
    @Nullable Path secretsFrom;

    @Option(
            names = "--schemas",
            paramLabel = "DIR",
            description = "A folder of local schemas and contracts. May be given several times.")
    List<Path> schemas = new ArrayList<>();

    /// Whether a connection that is not kept may be written to; no option of most commands.
    boolean writable;
}
