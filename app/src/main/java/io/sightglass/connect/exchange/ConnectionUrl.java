package io.sightglass.connect.exchange;

import io.sightglass.model.Auth;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Environment;
import io.sightglass.model.Secret;
import io.sightglass.model.Sentence;
import io.sightglass.model.Tls;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// A cluster as a URL: `kafka://user:password@host:9092,host:9092/?mechanism=SCRAM-SHA-512`, and
/// `kafka+ssl://` or `kafkas://` where it is encrypted. Parameters: `mechanism`, `registry`, `ca`
/// (a PEM file).
final class ConnectionUrl {
    private static final Pattern FORM =
            Pattern.compile(
                    "(?<scheme>kafka|kafkas|kafka\\+ssl)://(?:(?<user>[^@/]*)@)?(?<hosts>[^/?#@]+)"
                            + "(?:/[^?#]*)?(?:\\?(?<query>[^#]*))?");
    private static final String USUAL_PORT = "9092";

    private ConnectionUrl() {}

    static boolean is(String text) {
        return !text.contains("\n") && text.matches("kafka(s|\\+ssl)?://.*");
    }

    static Imported read(String text) throws NotAConnection {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new NotAConnection(
                    "The URL is not understood; expected one such as"
                            + " kafka://user:password@kafka-1:9092.");
        }
        var query = query(matcher.group("query"));
        var bootstrap = bootstrap(matcher.group("hosts"));
        boolean encrypted = !matcher.group("scheme").equals("kafka");
        var notes = new ArrayList<Sentence>();
        var profile =
                new ClusterProfile(
                                ConnectionText.firstHost(bootstrap),
                                bootstrap,
                                query.remove("registry"),
                                List.of(),
                                Environment.DEV,
                                auth(matcher.group("user"), query))
                        .withTls(encrypted ? tls(query) : Tls.OFF);
        if (!query.isEmpty()) {
            notes.add(
                    Sentence.of(
                            "Left out of the URL, being neither mechanism, registry nor ca: "
                                    + String.join(", ", query.keySet())
                                    + "."));
        }
        return new Imported(profile, notes);
    }

    private static String bootstrap(String hosts) {
        var whole = new ArrayList<String>();
        for (var host : hosts.split(",")) {
            boolean hasPort = host.matches(".*:\\d+") && !host.endsWith("]");
            whole.add(hasPort ? host : host + ":" + USUAL_PORT);
        }
        return String.join(",", whole);
    }

    private static Map<String, String> query(@org.jspecify.annotations.Nullable String text) {
        var query = new HashMap<String, String>();
        for (var pair : text == null ? new String[0] : text.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(pair.substring(0, equals), decoded(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    private static Auth auth(
            @org.jspecify.annotations.Nullable String user, Map<String, String> query)
            throws NotAConnection {
        var mechanism = query.remove("mechanism");
        if (user == null || user.isEmpty()) {
            return new Auth.None();
        }
        int colon = user.indexOf(':');
        if (colon < 0) {
            throw new NotAConnection("The URL names a user without a password.");
        }
        var name = decoded(user.substring(0, colon));
        var password = Secret.of(decoded(user.substring(colon + 1)));
        return switch (mechanism == null ? "PLAIN" : mechanism.toUpperCase(Locale.ROOT)) {
            case "PLAIN" -> new Auth.Plain(name, password);
            case "SCRAM-SHA-256" -> new Auth.Scram(name, password, Auth.Hash.SHA_256);
            case "SCRAM-SHA-512" -> new Auth.Scram(name, password, Auth.Hash.SHA_512);
            default ->
                    throw new NotAConnection(
                            "The URL's mechanism is none of PLAIN, SCRAM-SHA-256, SCRAM-SHA-512.");
        };
    }

    private static Tls tls(Map<String, String> query) {
        var ca = query.remove("ca");
        return ca == null
                ? Tls.DEFAULT
                : new Tls.On(new Tls.Trust.Pem(Path.of(ca)), new Tls.Identity.None(), true);
    }

    /// Percent signs only: a plus is a plus.
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
