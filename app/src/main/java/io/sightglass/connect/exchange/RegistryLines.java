package io.sightglass.connect.exchange;

import io.sightglass.model.OAuthClient;
import io.sightglass.model.RegistryAccess;
import io.sightglass.model.RegistryAuth;
import io.sightglass.model.Secret;
import io.sightglass.model.Sentence;
import io.sightglass.model.Tls;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

/// A registry, out of the lines of a configuration, by the names of Confluent's serializers.
final class RegistryLines {
    private final Lines lines;
    private final @Nullable String url;
    private @Nullable String userInfo;

    RegistryLines(Lines lines) {
        this.lines = lines;
        this.url = withoutUser(lines.take("schema.registry.url"));
    }

    private @Nullable String withoutUser(@Nullable String text) {
        if (text == null) {
            return null;
        }
        // Several may be named; they are one registry, and the first will do.
        var first = text.split(",", 2)[0].strip();
        try {
            var uri = new URI(first);
            if (uri.getUserInfo() == null) {
                return first;
            }
            userInfo = uri.getUserInfo();
            return first.replaceFirst("//[^@/]*@", "//");
        } catch (URISyntaxException e) {
            return first;
        }
    }

    @Nullable String url() {
        return url;
    }

    RegistryAccess read(List<Sentence> notes) throws NotAConnection {
        return new RegistryAccess(
                auth(),
                new TlsLines(lines, "schema.registry.").read(notes),
                lines.take("sightglass.registry.context"),
                lines.take("bearer.auth.logical.cluster"),
                lines.take("bearer.auth.identity.pool.id"));
    }

    private RegistryAuth auth() throws NotAConnection {
        var basic = lines.take("basic.auth.credentials.source");
        var bearer = lines.take("bearer.auth.credentials.source");
        var user = lines.take("basic.auth.user.info", "schema.registry.basic.auth.user.info");
        var token = lines.takeSecret("bearer.auth.token");
        var endpoint = lines.take("bearer.auth.issuer.endpoint.url");
        var id = lines.take("bearer.auth.client.id");
        var secret = lines.takeSecret("bearer.auth.client.secret");
        var scope = lines.take("bearer.auth.scope");
        var ca = lines.takePath("sightglass.bearer.auth.ca.location");
        if (bearer != null && endpoint != null && id != null && secret != null) {
            return new RegistryAuth.OAuth(
                    new OAuthClient(
                            endpoint,
                            id,
                            secret,
                            scope,
                            ca == null ? new Tls.Trust.System() : new Tls.Trust.Pem(ca)));
        }
        if (token != null) {
            return new RegistryAuth.Bearer(token);
        }
        boolean inherited = basic != null && basic.toUpperCase(Locale.ROOT).equals("SASL_INHERIT");
        if (inherited) {
            throw new NotAConnection(
                    "basic.auth.credentials.source=SASL_INHERIT is not read; write the registry's"
                            + " user and password into basic.auth.user.info.");
        }
        var pair = user != null ? user : userInfo;
        if (pair == null) {
            return new RegistryAuth.None();
        }
        int colon = pair.indexOf(':');
        if (colon < 0) {
            throw new NotAConnection("basic.auth.user.info has the form USER:PASSWORD.");
        }
        Secret password = Lines.secret(pair.substring(colon + 1));
        return new RegistryAuth.Basic(pair.substring(0, colon), password);
    }
}
