package io.sightglass.ui.connect;

import io.sightglass.model.Tls;

import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.StringProperty;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Whose certificates are believed, and which one is shown.
public final class TlsForm {
    final ObjectProperty<Trusted> trusted = new SimpleObjectProperty<>(Trusted.JAVA);
    final StringProperty trustFile = Fields.text();
    final SecretField trustPassword = new SecretField();
    final ObjectProperty<Own> own = new SimpleObjectProperty<>(Own.NONE);
    final StringProperty certificate = Fields.text();
    final StringProperty key = Fields.text();
    final SecretField storePassword = new SecretField();
    final SecretField keyPassword = new SecretField();
    final BooleanProperty anyHostName = new SimpleBooleanProperty();
    private final ReadOnlyStringWrapper trustProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper ownProblem = new ReadOnlyStringWrapper("");

    /// Whose certificates are believed.
    public enum Trusted {
        JAVA("Well-known authorities"),
        PEM("A PEM file"),
        STORE("A key store (JKS, PKCS12)");

        private final String words;

        Trusted(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /// What is shown of oneself.
    public enum Own {
        NONE("None"),
        PEM("PEM files"),
        STORE("A key store (JKS, PKCS12)");

        private final String words;

        Own(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    List<Observable> all() {
        return List.of(
                trusted,
                trustFile,
                trustPassword.typedProperty(),
                own,
                certificate,
                key,
                storePassword.typedProperty(),
                keyPassword.typedProperty(),
                anyHostName);
    }

    /// Looks for what is wrong; nothing is while it does not count.
    ///
    /// @return the first problem, or null
    @Nullable String check(boolean counts) {
        trustProblem.set(counts ? Fields.orEmpty(problemOfTrust()) : "");
        ownProblem.set(counts ? Fields.orEmpty(problemOfOwn()) : "");
        return Stream.of(trustProblem.get(), ownProblem.get())
                .filter(problem -> !problem.isEmpty())
                .findFirst()
                .orElse(null);
    }

    private @Nullable String problemOfTrust() {
        return trusted.get() == Trusted.JAVA
                ? null
                : Fields.fileProblem(trustFile, "trusted certificates");
    }

    private @Nullable String problemOfOwn() {
        return switch (own.get()) {
            case NONE -> null;
            case PEM ->
                    Fields.first(
                            () -> Fields.fileProblem(certificate, "your certificate"),
                            () -> Fields.optionalFileProblem(key));
            case STORE ->
                    Fields.first(
                            () -> Fields.fileProblem(certificate, "your certificate"),
                            () ->
                                    storePassword.isMissing()
                                            ? "Give the password of the key store."
                                            : null);
        };
    }

    /// What is wrong with whose certificates are believed.
    ReadOnlyStringProperty trustProblemProperty() {
        return trustProblem.getReadOnlyProperty();
    }

    /// What is wrong with one's own certificate.
    ReadOnlyStringProperty ownProblemProperty() {
        return ownProblem.getReadOnlyProperty();
    }

    Tls.On value() {
        var trust =
                switch (trusted.get()) {
                    case JAVA -> new Tls.Trust.System();
                    case PEM -> new Tls.Trust.Pem(Fields.path(trustFile));
                    case STORE ->
                            new Tls.Trust.Store(
                                    Fields.path(trustFile),
                                    type(Fields.path(trustFile)),
                                    trustPassword.value());
                };
        var identity =
                switch (own.get()) {
                    case NONE -> new Tls.Identity.None();
                    case PEM ->
                            new Tls.Identity.Pem(
                                    Fields.path(certificate),
                                    Fields.path(key.get().isBlank() ? certificate : key),
                                    keyPassword.value());
                    case STORE ->
                            new Tls.Identity.Store(
                                    Fields.path(certificate),
                                    type(Fields.path(certificate)),
                                    storePassword.value(),
                                    keyPassword.value());
                };
        return new Tls.On(trust, identity, !anyHostName.get());
    }

    /// Java reads either kind under either name; the name is for other programs.
    private static Tls.StoreType type(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".jks")
                ? Tls.StoreType.JKS
                : Tls.StoreType.PKCS12;
    }

    void fill(Tls.On tls) {
        trustFile.set("");
        trustPassword.fill(null);
        switch (tls.trust()) {
            case Tls.Trust.System() -> trusted.set(Trusted.JAVA);
            case Tls.Trust.Pem(var file) -> {
                trusted.set(Trusted.PEM);
                Fields.fill(trustFile, file);
            }
            case Tls.Trust.Store(var file, _, var password) -> {
                trusted.set(Trusted.STORE);
                Fields.fill(trustFile, file);
                trustPassword.fill(password);
            }
        }
        fill(tls.identity());
        anyHostName.set(!tls.verifyHostName());
    }

    private void fill(Tls.Identity identity) {
        certificate.set("");
        key.set("");
        storePassword.fill(null);
        keyPassword.fill(null);
        switch (identity) {
            case Tls.Identity.None() -> own.set(Own.NONE);
            case Tls.Identity.Pem(var file, var keyFile, var password) -> {
                own.set(Own.PEM);
                Fields.fill(certificate, file);
                Fields.fill(key, keyFile);
                keyPassword.fill(password);
            }
            case Tls.Identity.Store(var file, _, var password, var ofKey) -> {
                own.set(Own.STORE);
                Fields.fill(certificate, file);
                storePassword.fill(password);
                keyPassword.fill(ofKey);
            }
        }
    }
}
