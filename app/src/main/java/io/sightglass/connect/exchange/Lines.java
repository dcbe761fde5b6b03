package io.sightglass.connect.exchange;

import io.sightglass.model.Secret;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The `name=value` lines of a configuration, each to be taken once, so that what is left is what
/// nobody understood.
final class Lines {
    /// What stands where a secret was, in what Sightglass wrote.
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{secret:(?<name>[^}]+)}");

    private final Map<String, String> left;
    private final @Nullable Path base;

    /// @param base the folder that relative paths begin at; null for the process's own
    private Lines(Map<String, String> lines, @Nullable Path base) {
        this.left = lines;
        this.base = base;
    }

    /// @throws NotAConnection where an escape of Java's is broken
    static Lines parse(String text, @Nullable Path base) throws NotAConnection {
        var lines = new TreeMap<String, String>();
        if (isLibrdkafka(text)) {
            plain(text, lines);
        } else {
            var properties = new Properties();
            try {
                properties.load(new StringReader(text));
            } catch (IOException | IllegalArgumentException e) {
                throw new NotAConnection(
                        "The properties hold a broken escape; a backslash is written twice.");
            }
            properties
                    .stringPropertyNames()
                    .forEach(name -> lines.put(name, properties.getProperty(name)));
        }
        return new Lines(lines, base);
    }

    /// librdkafka takes lines as they are, Java's properties have escapes.
    private static boolean isLibrdkafka(String text) {
        return Pattern.compile(
                        "^\\s*(metadata\\.broker\\.list|sasl\\.mechanisms|sasl\\.username"
                                + "|ssl\\.ca\\.location|ssl\\.certificate\\.location)\\s*=",
                        Pattern.MULTILINE)
                .matcher(text)
                .find();
    }

    private static void plain(String text, Map<String, String> lines) {
        for (var line : text.split("\\R")) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.stripLeading().startsWith("#")) {
                lines.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
            }
        }
    }

    static String placeholder(Secret secret) {
        return "${secret:" + secret.name() + "}";
    }

    /// The value of the first of the names that is there and not blank; all of them count as taken.
    @Nullable String take(String... names) {
        String found = null;
        for (var name : names) {
            var value = left.remove(name);
            if (found == null && value != null && !value.isBlank()) {
                found = value.strip();
            }
        }
        return found;
    }

    /// The same where blank is a value.
    @Nullable String takeEvenBlank(String name) {
        return left.remove(name);
    }

    @Nullable Secret takeSecret(String... names) {
        var value = take(names);
        return value == null ? null : secret(value);
    }

    @Nullable Path takePath(String... names) throws NotAConnection {
        var value = take(names);
        return value == null ? null : path(names[0], value);
    }

    Path path(String name, String value) throws NotAConnection {
        try {
            var path = Path.of(value);
            return base == null ? path : base.resolve(path);
        } catch (InvalidPathException e) {
            throw new NotAConnection(name + " is not a path on this machine.");
        }
    }

    /// A value, or the name of one.
    static Secret secret(String value) {
        var matcher = PLACEHOLDER.matcher(value);
        return matcher.matches() ? Secret.named(matcher.group("name")) : Secret.of(value);
    }

    /// What nobody took.
    Map<String, String> left() {
        return left;
    }
}
