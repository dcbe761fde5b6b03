package io.sightglass.secret;

import io.sightglass.model.Secret;
import io.sightglass.model.Sentence;
import io.sightglass.port.ConnectionFailure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Secrets that came with this run: environment variables, and a file of lines `NAME=VALUE`. Never
/// arguments, which every user of a machine can read in the list of processes.
///
/// `Orders/password` is the variable `SIGHTGLASS_SECRET_ORDERS_PASSWORD`; in a file either name
/// will do.
public final class GivenSecrets {
    private static final String PREFIX = "SIGHTGLASS_SECRET_";

    private final Map<String, String> byVariable;

    private GivenSecrets(Map<String, String> byVariable) {
        this.byVariable = byVariable;
    }

    /// Those of environment variables.
    public static GivenSecrets of(Map<String, String> environment) {
        var found = new HashMap<String, String>();
        environment.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                found.put(name, value);
            }
        });
        return new GivenSecrets(found);
    }

    /// The same and those of a file, which count first. Blank lines and those that begin with `#`
    /// are passed over.
    ///
    /// @throws ConnectionFailure naming the file or the line, never what stands there
    public GivenSecrets withFile(Path file) throws ConnectionFailure {
        var both = new HashMap<>(byVariable);
        int number = 0;
        try {
            for (var line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                number++;
                if (line.isBlank() || line.stripLeading().startsWith("#")) {
                    continue;
                }
                int equals = line.indexOf('=');
                if (equals <= 0) {
                    throw failure(file, " has no NAME=VALUE in line " + number + ".");
                }
                both.put(variable(line.substring(0, equals).strip()), line.substring(equals + 1));
            }
        } catch (IOException e) {
            if (e instanceof ConnectionFailure failure) {
                throw failure;
            }
            throw failure(file, " cannot be read; check the path and its permissions.");
        }
        return new GivenSecrets(both);
    }

    private static ConnectionFailure failure(Path file, String words) {
        return new ConnectionFailure(
                Sentence.builder()
                        .text("The file of secrets ")
                        .strong(file.toString())
                        .text(words)
                        .build());
    }

    Optional<Secret> find(String name) {
        var value = byVariable.get(variable(name));
        return value == null ? Optional.empty() : Optional.of(Secret.named(name).with(value));
    }

    /// The environment variable of a secret.
    static String variable(String name) {
        var upper = name.toUpperCase(Locale.ROOT);
        return upper.startsWith(PREFIX) ? upper : PREFIX + upper.replaceAll("[^A-Z0-9]", "_");
    }
}
