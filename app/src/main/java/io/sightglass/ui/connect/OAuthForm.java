package io.sightglass.ui.connect;

import io.sightglass.model.OAuthClient;
import io.sightglass.model.Tls;

import javafx.beans.Observable;
import javafx.beans.property.StringProperty;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// An account with an identity provider.
public final class OAuthForm {
    final StringProperty endpoint = Fields.text();
    final StringProperty clientId = Fields.text();
    final SecretField clientSecret = new SecretField();
    final StringProperty scope = Fields.text();
    final StringProperty authority = Fields.text();
    private Tls.Trust trust = new Tls.Trust.System();

    List<Observable> all() {
        return List.of(endpoint, clientId, clientSecret.typedProperty(), scope, authority);
    }

    @Nullable String problem() {
        return Fields.first(
                () -> Fields.urlProblem(endpoint, "the token endpoint"),
                () -> clientId.get().isBlank() ? "Give the client id." : null,
                () -> clientSecret.isMissing() ? "Give the client secret." : null,
                () -> Fields.optionalFileProblem(authority));
    }

    OAuthClient value() {
        var file = Fields.pathOrNull(authority);
        // A key store that was imported stays; the form itself asks for PEM only.
        boolean store = trust instanceof Tls.Trust.Store kept && kept.file().equals(file);
        return new OAuthClient(
                endpoint.get().strip(),
                clientId.get().strip(),
                clientSecret.needed(),
                Fields.orNull(scope),
                store ? trust : file == null ? new Tls.Trust.System() : new Tls.Trust.Pem(file));
    }

    void clear() {
        List.of(endpoint, clientId, scope, authority).forEach(field -> field.set(""));
        clientSecret.fill(null);
        trust = new Tls.Trust.System();
    }

    void fill(OAuthClient client) {
        endpoint.set(client.tokenEndpoint());
        clientId.set(client.clientId());
        clientSecret.fill(client.clientSecret());
        Fields.fill(scope, client.scope());
        trust = client.trust();
        switch (trust) {
            case Tls.Trust.System() -> authority.set("");
            case Tls.Trust.Pem(var file) -> Fields.fill(authority, file);
            case Tls.Trust.Store(var file, _, _) -> Fields.fill(authority, file);
        }
    }
}
