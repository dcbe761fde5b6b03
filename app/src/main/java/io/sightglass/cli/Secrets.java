package io.sightglass.cli;

import io.sightglass.connect.Profiles;
import io.sightglass.connect.exchange.NamedSecrets;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Secret;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.secret.Asker;
import io.sightglass.secret.GivenSecrets;
import io.sightglass.secret.Vault;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// Where a command gets the secrets of a connection: the file that an option names, environment
/// variables, what the window has kept, and the person at the terminal.
final class Secrets {
    private Secrets() {}

    /// The profile with the values of its secrets.
    static ClusterProfile fill(CliContext context, ConnectOptions options, ClusterProfile profile)
            throws ConnectionFailure {
        if (profile.secrets().isEmpty()) {
            return profile;
        }
        var vault = vault(context, options);
        boolean theirs =
                options.config != null
                        && !NamedSecrets.belong(
                                profile, Profiles.read(context.configFolder()).list());
        return theirs ? vault.fillFromThisRun(profile) : vault.fill(profile);
    }

    private static Vault vault(CliContext context, ConnectOptions options)
            throws ConnectionFailure {
        var given = GivenSecrets.of(System.getenv());
        if (options.secretsFrom != null) {
            given = given.withFile(options.secretsFrom);
        }
        return new Vault(context.configFolder(), given, Secrets::ask);
    }

    private static @Nullable Secret ask(Asker.Question question) {
        var console = System.console();
        if (console == null || !console.isTerminal()) {
            return null;
        }
        char[] typed = console.readPassword("%s%n> ", Printable.line(question.words().plain()));
        if (typed == null || typed.length == 0) {
            return null;
        }
        if (question.twice()) {
            char[] again = console.readPassword("%s%n> ", "Once more, please.");
            if (!Arrays.equals(typed, again)) {
                return null;
            }
        }
        return Secret.of(new String(typed));
    }
}
