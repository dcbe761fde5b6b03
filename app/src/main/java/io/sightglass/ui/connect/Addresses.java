package io.sightglass.ui.connect;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/// Checks of what a person types into the connection form. Each answers what is wrong in a short
/// sentence, or null; none opens a connection.
final class Addresses {
    private Addresses() {}

    /// A comma separated list of `host:port`, as Kafka's `bootstrap.servers`.
    static @Nullable String bootstrapProblem(String text) {
        var trimmed = text.strip();
        if (trimmed.isEmpty()) {
            return "Give a broker's address, such as kafka-1:9092.";
        }
        if (trimmed.contains("://")) {
            return "A broker's address has no scheme; write it as kafka-1:9092.";
        }
        for (var address : trimmed.split(",", -1)) {
            var problem = addressProblem(address.strip());
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private static @Nullable String addressProblem(String address) {
        if (address.isEmpty()) {
            return "There is a comma too many.";
        }
        int colon = address.lastIndexOf(':');
        if (colon <= 0 || address.endsWith("]")) {
            return address + " lacks its port; Kafka's usual one gives " + address + ":9092.";
        }
        var host = address.substring(0, colon);
        if (host.contains(":") && !(host.startsWith("[") && host.endsWith("]"))) {
            return "Write an IPv6 address in brackets, as in [::1]:9092.";
        }
        if (host.chars().anyMatch(c -> Character.isWhitespace(c) || c == '/' || c == '@')) {
            return host + " is not a host name.";
        }
        int port;
        try {
            port = Integer.parseInt(address.substring(colon + 1));
        } catch (NumberFormatException e) {
            return "The port of " + host + " is a number from 1 to 65535.";
        }
        return port < 1 || port > 65_535
                ? "The port of " + host + " is a number from 1 to 65535."
                : null;
    }

    /// An http or https URL, or nothing.
    static @Nullable String registryProblem(String text) {
        var trimmed = text.strip();
        if (trimmed.isEmpty()) {
            return null;
        }
        var lower = trimmed.toLowerCase(Locale.ROOT);
        if (!lower.startsWith("http://") && !lower.startsWith("https://")) {
            return "A registry's address begins with http:// or https://.";
        }
        URI uri;
        try {
            uri = new URI(trimmed);
        } catch (URISyntaxException e) {
            return "This is not a web address: look at character " + (e.getIndex() + 1) + ".";
        }
        if (uri.getUserInfo() != null) {
            return "Leave user name and password out; they are asked for below, at Login at the"
                    + " registry.";
        }
        return uri.getHost() == null ? "The address lacks a host." : null;
    }

    /// A folder that exists.
    static @Nullable String folderProblem(String text) {
        Path path;
        try {
            path = Path.of(text.strip());
        } catch (InvalidPathException e) {
            return "This is not a path on this machine.";
        }
        if (!Files.exists(path)) {
            return "There is no folder at " + path + ".";
        }
        return Files.isDirectory(path) ? null : path + " is a file; choose the folder around it.";
    }
}
