package io.sightglass.registry;

import io.sightglass.model.Sentence;
import io.sightglass.port.ConnectionFailure;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Where a registry is: its base URL without a trailing slash and without user or password, which
/// travel in a header only.
///
/// @param authorization value of the `Authorization` header, from `user:password@` in the URL; null
///   where there was none
record RegistryAddress(URI base, String shown, @Nullable String authorization) {

    /// @throws ConnectionFailure with a sentence when the text is no http or https URL
    static RegistryAddress parse(String text) throws ConnectionFailure {
        URI uri;
        try {
            uri = new URI(text.strip());
        } catch (URISyntaxException _) {
            throw notAnAddress();
        }
        var scheme = uri.getScheme();
        if (uri.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw notAnAddress();
        }
        var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        var path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceAll("/+$", "");
        var place = uri.getHost() + port + path;
        // Plain http is the usual thing on a laptop, and the bare address reads best there.
        var shown = "http".equals(scheme) ? place : "https://" + place;
        return new RegistryAddress(URI.create(scheme + "://" + place), shown, authorization(uri));
    }

    /// The same place, where `context` alone is seen: registries of Confluent's kind keep contexts
    /// apart below `/contexts`.
    ///
    /// @param context with or without its leading dot; null or empty for the default one
    RegistryAddress inContext(@Nullable String context) {
        if (context == null || context.isBlank() || context.equals(".")) {
            return this;
        }
        var name = context.startsWith(".") ? context : "." + context;
        var url = resolve("contexts", name);
        return new RegistryAddress(url, shown + " (context " + name + ")", authorization);
    }

    /// Without the text itself, or an exception that repeats it: it may hold a password.
    private static ConnectionFailure notAnAddress() {
        return new ConnectionFailure(
                Sentence.of(
                        "The registry's address is not a URL; expected one such as"
                                + " http://localhost:8081."));
    }

    private static @Nullable String authorization(URI uri) {
        var user = uri.getUserInfo();
        return user == null
                ? null
                : "Basic "
                        + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    }

    /// The URL of a path whose segments may hold any character.
    URI resolve(String... segments) {
        var url = new StringBuilder(base.toString());
        for (var segment : segments) {
            url.append('/')
                    .append(URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"));
        }
        return URI.create(url.toString());
    }

    /// The same with a query that needs no encoding: `deleted=true`.
    URI resolve(String query, String[] segments) {
        var url = resolve(segments);
        return query.isEmpty() ? url : URI.create(url + "?" + query);
    }

    @Override
    public String toString() {
        return shown;
    }
}
