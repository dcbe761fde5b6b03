package io.sightglass.ui.connect;

import static io.sightglass.ui.connect.Fields.orEmpty;

import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Environment;
import io.sightglass.model.RegistryAccess;
import io.sightglass.model.Tls;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What is typed into the connection form, and what is wrong with it as it is typed.
public final class ConnectForm {
    private final StringProperty name = Fields.text();
    private final StringProperty bootstrap = Fields.text();
    private final StringProperty registry = Fields.text();
    private final ObjectProperty<Environment> environment =
            new SimpleObjectProperty<>(Environment.DEV);
    private final ObservableList<Path> folders = FXCollections.observableArrayList();
    private final BooleanProperty encrypted = new SimpleBooleanProperty();
    private final TlsForm tls = new TlsForm();
    private final LoginForm login = new LoginForm();
    private final RegistryForm registryAccess = new RegistryForm();
    private final MoreForm more = new MoreForm();

    private final ReadOnlyStringWrapper nameProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper bootstrapProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper registryProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper folderProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper loginProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper tlsProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper accessProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper registryTlsProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper moreProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper missing = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper securitySummary = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper registrySummary = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper moreSummary = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyBooleanWrapper secrets = new ReadOnlyBooleanWrapper(false);
    private boolean filling;

    ConnectForm() {
        Fields.watch(this::check, List.of(name, bootstrap, registry, encrypted, folders));
        Fields.watch(this::check, tls.all());
        Fields.watch(this::check, login.all());
        Fields.watch(this::check, registryAccess.all());
        Fields.watch(this::check, more.all());
        check();
    }

    /// What the form says. Only where it is ready.
    ClusterProfile value() {
        return new ClusterProfile(
                name.get().strip(),
                bootstrap.get().strip(),
                Fields.orNull(registry),
                List.copyOf(folders),
                environment.get(),
                login.value(),
                encrypted.get() ? tls.value() : Tls.OFF,
                registry.get().isBlank()
                        ? RegistryAccess.OPEN
                        : registryAccess.value(isEncrypted(registry.get())),
                more.settings(),
                more.use());
    }

    /// Shows a connection.
    void fill(ClusterProfile profile) {
        filling = true;
        name.set(profile.name());
        bootstrap.set(profile.bootstrap());
        registry.set(profile.registry() == null ? "" : profile.registry());
        folders.setAll(profile.schemaFolders());
        environment.set(profile.environment());
        switch (profile.tls()) {
            case Tls.Off() -> {
                encrypted.set(false);
                tls.fill(Tls.DEFAULT);
            }
            case Tls.On on -> {
                encrypted.set(true);
                tls.fill(on);
            }
        }
        login.fill(profile.auth());
        registryAccess.fill(profile.registryAccess());
        more.fill(profile.settings(), profile.use());
        filling = false;
        check();
    }

    private void check() {
        if (filling) {
            return;
        }
        var typed = name.get().strip();
        nameProblem.set(
                typed.equals(ClusterProfile.PLAYGROUND)
                        ? "That name is the built-in playground's."
                        : "");
        // A field that nobody has typed into is no mistake yet.
        bootstrapProblem.set(
                bootstrap.get().isBlank()
                        ? ""
                        : orEmpty(Addresses.bootstrapProblem(bootstrap.get())));
        registryProblem.set(orEmpty(Addresses.registryProblem(registry.get())));
        folderProblem.set(
                folders.stream()
                        .map(folder -> orEmpty(Addresses.folderProblem(folder.toString())))
                        .filter(problem -> !problem.isEmpty())
                        .findFirst()
                        .orElse(""));
        loginProblem.set(orEmpty(login.problem()));
        tlsProblem.set(orEmpty(tls.check(encrypted.get())));
        accessProblem.set(registry.get().isBlank() ? "" : orEmpty(registryAccess.problem()));
        registryTlsProblem.set(orEmpty(registryAccess.tls.check(isEncrypted(registry.get()))));
        moreProblem.set(orEmpty(more.problem()));
        missing.set(firstMissing());
        ready.set(missing.get().isEmpty());
        secrets.set(ready.get() && !value().secrets().isEmpty());
        securitySummary.set(Summaries.security(encrypted.get(), tls, login));
        registrySummary.set(Summaries.registry(registry.get(), registryAccess));
        moreSummary.set(Summaries.more(more));
    }

    private String firstMissing() {
        if (name.get().isBlank()) {
            return "Give the connection a name.";
        }
        if (bootstrap.get().isBlank()) {
            return "Give a broker's address.";
        }
        return Stream.of(
                        nameProblem,
                        bootstrapProblem,
                        registryProblem,
                        folderProblem,
                        tlsProblem,
                        loginProblem,
                        accessProblem,
                        registryTlsProblem,
                        moreProblem)
                .map(ReadOnlyStringWrapper::get)
                .filter(problem -> !problem.isEmpty())
                .findFirst()
                .orElse("");
    }

    /// Whether a registry's address asks for TLS.
    static boolean isEncrypted(String url) {
        return url.strip().toLowerCase(Locale.ROOT).startsWith("https:");
    }

    public StringProperty nameProperty() {
        return name;
    }

    public StringProperty bootstrapProperty() {
        return bootstrap;
    }

    public StringProperty registryProperty() {
        return registry;
    }

    public ObjectProperty<Environment> environmentProperty() {
        return environment;
    }

    public ObservableList<Path> folders() {
        return folders;
    }

    /// Whether the cluster's connections are encrypted.
    public BooleanProperty encryptedProperty() {
        return encrypted;
    }

    TlsForm tls() {
        return tls;
    }

    LoginForm login() {
        return login;
    }

    RegistryForm registryAccess() {
        return registryAccess;
    }

    MoreForm more() {
        return more;
    }

    public ReadOnlyStringProperty nameProblemProperty() {
        return nameProblem.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty bootstrapProblemProperty() {
        return bootstrapProblem.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty registryProblemProperty() {
        return registryProblem.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty folderProblemProperty() {
        return folderProblem.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty loginProblemProperty() {
        return loginProblem.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty tlsProblemProperty() {
        return tlsProblem.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty accessProblemProperty() {
        return accessProblem.getReadOnlyProperty();
    }

    ReadOnlyStringProperty registryTlsProblemProperty() {
        return registryTlsProblem.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty moreProblemProperty() {
        return moreProblem.getReadOnlyProperty();
    }

    /// What keeps the form from being sent; empty where nothing does.
    public ReadOnlyStringProperty missingProperty() {
        return missing.getReadOnlyProperty();
    }

    ReadOnlyStringProperty securitySummaryProperty() {
        return securitySummary.getReadOnlyProperty();
    }

    ReadOnlyStringProperty registrySummaryProperty() {
        return registrySummary.getReadOnlyProperty();
    }

    ReadOnlyStringProperty moreSummaryProperty() {
        return moreSummary.getReadOnlyProperty();
    }

    /// Whether the form can be sent.
    public ReadOnlyBooleanProperty readyProperty() {
        return ready.getReadOnlyProperty();
    }

    /// Whether what it says holds a secret.
    public ReadOnlyBooleanProperty secretsProperty() {
        return secrets.getReadOnlyProperty();
    }
}
