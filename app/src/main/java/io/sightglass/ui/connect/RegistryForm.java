package io.sightglass.ui.connect;

import io.sightglass.model.RegistryAccess;
import io.sightglass.model.RegistryAuth;
import io.sightglass.model.Tls;

import javafx.beans.Observable;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.StringProperty;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// What it takes to be let in at the registry.
public final class RegistryForm {
    final ObjectProperty<Login> login = new SimpleObjectProperty<>(Login.NONE);
    final StringProperty user = Fields.text();
    final SecretField password = new SecretField();
    final OAuthForm oauth = new OAuthForm();
    final TlsForm tls = new TlsForm();
    final StringProperty context = Fields.text();
    final StringProperty cluster = Fields.text();
    final StringProperty identityPool = Fields.text();

    /// The ways in.
    public enum Login {
        NONE("No login, or by certificate"),
        BASIC("User and password, or API key"),
        BEARER("Token"),
        OAUTH("OAuth, client credentials");

        private final String words;

        Login(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    List<Observable> all() {
        var all = new ArrayList<Observable>(oauth.all());
        all.addAll(tls.all());
        all.addAll(List.of(login, user, password.typedProperty(), context, cluster, identityPool));
        return all;
    }

    /// What is wrong with the login; its encryption is checked by itself.
    @Nullable String problem() {
        return switch (login.get()) {
            case NONE -> null;
            case BASIC ->
                    Fields.first(
                            () -> user.get().isBlank() ? "Give the registry's user name." : null,
                            () -> password.isMissing() ? "Give the registry's password." : null);
            case BEARER -> password.isMissing() ? "Give the registry's token." : null;
            case OAUTH -> oauth.problem();
        };
    }

    /// @param encrypted whether the registry's address asks for TLS
    RegistryAccess value(boolean encrypted) {
        var auth =
                switch (login.get()) {
                    case NONE -> new RegistryAuth.None();
                    case BASIC -> new RegistryAuth.Basic(user.get().strip(), password.needed());
                    case BEARER -> new RegistryAuth.Bearer(password.needed());
                    case OAUTH -> new RegistryAuth.OAuth(oauth.value());
                };
        return new RegistryAccess(
                auth,
                encrypted ? tls.value() : Tls.DEFAULT,
                Fields.orNull(context),
                Fields.orNull(cluster),
                Fields.orNull(identityPool));
    }

    void fill(RegistryAccess access) {
        user.set("");
        password.fill(null);
        oauth.clear();
        switch (access.auth()) {
            case RegistryAuth.None() -> login.set(Login.NONE);
            case RegistryAuth.Basic(var name, var secret) -> {
                login.set(Login.BASIC);
                user.set(name);
                password.fill(secret);
            }
            case RegistryAuth.Bearer(var token) -> {
                login.set(Login.BEARER);
                password.fill(token);
            }
            case RegistryAuth.OAuth(var client) -> {
                login.set(Login.OAUTH);
                oauth.fill(client);
            }
        }
        tls.fill(access.tls());
        Fields.fill(context, access.context());
        Fields.fill(cluster, access.cluster());
        Fields.fill(identityPool, access.identityPool());
    }
}
