package io.sightglass.ui.connect;

import io.sightglass.model.Auth;
import io.sightglass.model.Secret;

import javafx.beans.Observable;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// How one proves to the cluster who one is.
public final class LoginForm {
    final ObjectProperty<Login> login = new SimpleObjectProperty<>(Login.NONE);
    final StringProperty user = Fields.text();
    final SecretField password = new SecretField();
    final OAuthForm oauth = new OAuthForm();
    final StringProperty file = Fields.text();
    final StringProperty service = new SimpleStringProperty("kafka");
    final StringProperty principal = Fields.text();
    final StringProperty awsProfile = Fields.text();
    final StringProperty role = Fields.text();
    private Auth.@Nullable Kerberos tickets;

    /// The ways in.
    public enum Login {
        NONE("No login, or by certificate"),
        PLAIN("User and password (PLAIN)"),
        SCRAM_256("User and password (SCRAM-SHA-256)"),
        SCRAM_512("User and password (SCRAM-SHA-512)"),
        OAUTH("OAuth, client credentials"),
        OAUTH_FILE("OAuth, token from a file"),
        KERBEROS("Kerberos (GSSAPI)"),
        AWS("AWS IAM (Amazon MSK)");

        private final String words;

        Login(String words) {
            this.words = words;
        }

        /// Whether there is a user with a password.
        boolean hasUser() {
            return this == PLAIN || this == SCRAM_256 || this == SCRAM_512;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    List<Observable> all() {
        var all = new ArrayList<Observable>(oauth.all());
        all.addAll(
                List.of(
                        login,
                        user,
                        password.typedProperty(),
                        file,
                        service,
                        principal,
                        awsProfile,
                        role));
        return all;
    }

    @Nullable String problem() {
        return switch (login.get()) {
            case NONE -> null;
            case AWS -> Fields.optionalFileProblem(file);
            case PLAIN, SCRAM_256, SCRAM_512 ->
                    Fields.first(
                            () -> user.get().isBlank() ? "Give the user name." : null,
                            () -> password.isMissing() ? "Give the password." : null);
            case OAUTH -> oauth.problem();
            case OAUTH_FILE -> Fields.fileProblem(file, "the token");
            case KERBEROS ->
                    Fields.first(
                            () -> service.get().isBlank() ? "Give the service name." : null,
                            () ->
                                    !file.get().isBlank() && principal.get().isBlank()
                                            ? "Give the principal whose key the keytab holds."
                                            : null,
                            () -> Fields.optionalFileProblem(file));
        };
    }

    Auth value() {
        return switch (login.get()) {
            case NONE -> new Auth.None();
            case PLAIN -> new Auth.Plain(user.get().strip(), password.needed());
            case SCRAM_256 -> scram(Auth.Hash.SHA_256);
            case SCRAM_512 -> scram(Auth.Hash.SHA_512);
            case OAUTH -> new Auth.OAuth(oauth.value());
            case OAUTH_FILE -> new Auth.OAuthToken(Fields.path(file));
            case KERBEROS ->
                    new Auth.Gssapi(service.get().strip(), Fields.orNull(principal), tickets());
            case AWS ->
                    new Auth.MskIam(
                            Fields.pathOrNull(file),
                            Fields.orNull(awsProfile),
                            Fields.orNull(role));
        };
    }

    private Auth scram(Auth.Hash hash) {
        return new Auth.Scram(user.get().strip(), password.needed(), hash);
    }

    private Auth.Kerberos tickets() {
        if (!file.get().isBlank()) {
            return new Auth.Kerberos.Keytab(Fields.path(file));
        }
        return tickets != null ? tickets : new Auth.Kerberos.TicketCache(null);
    }

    void fill(Auth auth) {
        List.of(user, file, principal, awsProfile, role).forEach(field -> field.set(""));
        service.set("kafka");
        password.fill(null);
        oauth.clear();
        tickets = null;
        switch (auth) {
            case Auth.None() -> login.set(Login.NONE);
            case Auth.Plain(var name, var secret) -> fill(Login.PLAIN, name, secret);
            case Auth.Scram(var name, var secret, var hash) ->
                    fill(
                            switch (hash) {
                                case SHA_256 -> Login.SCRAM_256;
                                case SHA_512 -> Login.SCRAM_512;
                            },
                            name,
                            secret);
            case Auth.OAuth(var client) -> {
                login.set(Login.OAUTH);
                oauth.fill(client);
            }
            case Auth.OAuthToken(var token) -> {
                login.set(Login.OAUTH_FILE);
                Fields.fill(file, token);
            }
            case Auth.Gssapi(var name, var who, var source) -> {
                login.set(Login.KERBEROS);
                service.set(name);
                Fields.fill(principal, who);
                switch (source) {
                    case Auth.Kerberos.Keytab(var keytab) -> Fields.fill(file, keytab);
                    case Auth.Kerberos.TicketCache cache -> tickets = cache;
                }
            }
            case Auth.MskIam(var library, var profile, var arn) -> {
                login.set(Login.AWS);
                Fields.fill(file, library);
                Fields.fill(awsProfile, profile);
                Fields.fill(role, arn);
            }
        }
    }

    private void fill(Login kind, String name, Secret secret) {
        login.set(kind);
        user.set(name);
        password.fill(secret);
    }
}
