package io.sightglass.cli;

import io.sightglass.connect.Connection;
import io.sightglass.connect.TopicChoices;
import io.sightglass.model.ClusterProfile;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.Connector;
import io.sightglass.port.Playground;

import org.jspecify.annotations.Nullable;

/// The connection of one command, and the playground where the command had to start one.
final class Session implements AutoCloseable {
    private final Connection connection;
    private final @Nullable Playground playground;

    private Session(Connection connection, @Nullable Playground playground) {
        this.connection = connection;
        this.playground = playground;
    }

    /// Connects to what the options name, else to the running playground, else to one that is
    /// started here and ends with the session.
    static Session open(CliContext context, ConnectOptions options)
            throws CliFailure, ConnectionFailure {
        return open(context, options, new RevealOption());
    }

    /// The same, where what is masked may be asked for.
    static Session open(CliContext context, ConnectOptions options, RevealOption reveal)
            throws CliFailure, ConnectionFailure {
        var session = connect(context, options);
        session.connection.masking().reveal(reveal.reveal);
        LocalProblems.tell(context.err(), session.connection, options.schemas);
        return session;
    }

    private static Session connect(CliContext context, ConnectOptions options)
            throws CliFailure, ConnectionFailure {
        var connector = context.connector();
        var chosen = ChosenProfile.cluster(context, options);
        if (chosen.isPresent()) {
            var connection =
                    Connection.open(connector, Secrets.fill(context, options, chosen.get()));
            if (options.profile != null) {
                connection.keepChoicesIn(TopicChoices.read(context.configFolder()));
            }
            return new Session(connection, null);
        }
        var running = connector.runningPlayground();
        if (running.isPresent()) {
            var profile = running.get();
            say(context, "Reading the running playground at " + profile.bootstrap() + ".");
            return new Session(open(connector, profile, options), null);
        }
        say(context, "No cluster was given; starting a playground, which ends with this command.");
        return ofOwnPlayground(connector, options);
    }

    private static Session ofOwnPlayground(Connector connector, ConnectOptions options)
            throws CliFailure, ConnectionFailure {
        var playground = connector.startPlayground(_ -> {});
        boolean connected = false;
        try {
            var session = new Session(open(connector, playground.profile(), options), playground);
            connected = true;
            return session;
        } finally {
            if (!connected) {
                playground.close();
            }
        }
    }

    private static Connection open(
            Connector connector, ClusterProfile profile, ConnectOptions options)
            throws CliFailure, ConnectionFailure {
        return Connection.open(connector, ChosenProfile.withParts(profile, options));
    }

    private static void say(CliContext context, String sentence) {
        context.err().println(sentence);
        context.err().flush();
    }

    Connection connection() {
        return connection;
    }

    /// Whether the playground was started for this command, so that all of its data is news.
    boolean ownPlayground() {
        return playground != null;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } finally {
            if (playground != null) {
                playground.close();
            }
        }
    }
}
