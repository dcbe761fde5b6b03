package io.sightglass.cli;

import io.sightglass.connect.Profiles;
import io.sightglass.connect.exchange.ConnectionText;
import io.sightglass.connect.exchange.NotAConnection;
import io.sightglass.model.Auth;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Environment;
import io.sightglass.model.RegistryAccess;
import io.sightglass.model.Sentence;
import io.sightglass.model.Use;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the options say about where to connect, put together and checked for form.
final class ChosenProfile {
    private ChosenProfile() {}

    /// The cluster that the options name; empty where they name none, so that the playground is
    /// meant.
    static Optional<ClusterProfile> cluster(CliContext context, ConnectOptions options)
            throws CliFailure {
        var kept = kept(context, options);
        if (options.bootstrap == null) {
            return kept.isEmpty() ? Optional.empty() : Optional.of(withParts(kept.get(), options));
        }
        checkBootstrap(options.bootstrap);
        var base =
                kept.orElseGet(() ->
                        new ClusterProfile(
                                "", "", null, List.of(), Environment.DEV, new Auth.None()));
        return Optional.of(
                withParts(base.withAddress(options.bootstrap, options.bootstrap), options));
    }

    /// A profile with the registry and the schema folders of the options; those of the options come
    /// first.
    static ClusterProfile withParts(ClusterProfile base, ConnectOptions options) throws CliFailure {
        var folders = new ArrayList<Path>();
        for (var folder : options.schemas) {
            if (!Files.isDirectory(folder)) {
                throw CliFailure.unreadable(
                        "There is no folder "
                                + folder
                                + "; --schemas takes the folder that holds the schema files.");
            }
            folders.add(folder);
        }
        folders.addAll(base.schemaFolders());
        var use = new Use(options.writable || base.use().writable(), base.use().bytesPerSecond());
        var whole = base.withParts(base.registry(), folders).withUse(use);
        // What lets one in at the kept registry is not shown to another one.
        return options.registry == null
                ? whole
                : whole.withRegistry(registryUrl(options.registry), RegistryAccess.OPEN);
    }

    /// The connection that `--profile` or `--config` names; empty without one, or where it is the
    /// playground.
    static Optional<ClusterProfile> kept(CliContext context, ConnectOptions options)
            throws CliFailure {
        if (options.config != null) {
            return Optional.of(imported(context, options, options.config));
        }
        var name = options.profile;
        if (name == null || name.equalsIgnoreCase(ClusterProfile.PLAYGROUND)) {
            return Optional.empty();
        }
        var profiles = Profiles.read(context.configFolder());
        var problem = profiles.problem();
        if (problem != null) {
            context.err().println(problem.plain());
        }
        var found = profiles.find(name);
        if (found.isEmpty()) {
            throw CliFailure.usage(unknownProfile(name, profiles.list()));
        }
        return found;
    }

    private static ClusterProfile imported(CliContext context, ConnectOptions options, Path config)
            throws CliFailure {
        if (options.profile != null) {
            throw CliFailure.usage(
                    "--config and --profile each name a connection; leave one of them out.");
        }
        try {
            var imported = ConnectionText.read(config);
            imported.notes().forEach(note -> context.err().println(note.plain()));
            return imported.profile();
        } catch (NotAConnection e) {
            throw CliFailure.unreadable(e.sentence(), null);
        }
    }

    private static Sentence unknownProfile(String name, List<ClusterProfile> kept) {
        var names = kept.stream().map(ClusterProfile::name).collect(Collectors.joining(", "));
        return Sentence.builder()
                .text("No connection named ")
                .strong(Printable.line(name))
                .text(" is kept; ")
                .text(names.isEmpty() ? "none is." : "those that are: " + names + ".")
                .text(" Give --bootstrap HOST:PORT, or connect in the window to keep one.")
                .build();
    }

    private static void checkBootstrap(String bootstrap) throws CliFailure {
        for (var address : bootstrap.split(",", -1)) {
            var wrong = addressProblem(address);
            if (wrong != null) {
                throw CliFailure.usage(
                        "--bootstrap is \""
                                + Printable.line(bootstrap)
                                + "\": "
                                + wrong
                                + "; expected HOST:PORT such as localhost:9092.");
            }
        }
    }

    private static @Nullable String addressProblem(String address) {
        if (address.contains("://")) {
            return "a broker's address has no scheme";
        }
        int colon = address.lastIndexOf(':');
        if (colon <= 0 || !address.substring(colon + 1).matches("\\d{1,5}")) {
            return "the port is missing";
        }
        int port = Integer.parseInt(address.substring(colon + 1));
        return port < 1 || port > 65_535 ? "the port is not from 1 to 65535" : null;
    }

    private static String registryUrl(String text) throws CliFailure {
        if (isHttp(text)) {
            return text;
        }
        // What was meant as a URL may hold a password.
        var said = text.contains("@") ? " is no URL" : " is \"" + Printable.line(text) + "\"";
        throw CliFailure.usage(
                "--registry" + said + "; expected a URL such as http://localhost:8081.");
    }

    private static boolean isHttp(String text) {
        try {
            var uri = new URI(text);
            var scheme = uri.getScheme();
            return uri.getHost() != null
                    && ("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
