package io.sightglass.ui.connect;

import io.sightglass.ui.connect.RegistryForm.Login;

import javafx.scene.layout.VBox;

/// The login at the registry, and what Confluent Cloud wants to know besides.
final class AccessPane extends VBox {
    AccessPane(ConnectForm form) {
        super(12);
        var access = form.registryAccess();
        var kind = FormGrid.choice("registry-login", access.login);
        kind.getItems().setAll(Login.values());
        var grid = new FormGrid();
        grid.line("Login", kind);
        grid.line(
                "User or API key",
                FormGrid.text("registry-user", access.user, ""),
                access.login.map(value -> value == Login.BASIC));
        grid.line(
                "Password or token",
                FormGrid.secret("registry-password", access.password),
                access.login.map(value -> value == Login.BASIC || value == Login.BEARER));
        OAuthLines.add(
                grid,
                "registry-oauth",
                access.oauth,
                access.login.map(value -> value == Login.OAUTH));
        grid.line("Context", FormGrid.text("registry-context", access.context, "the default one"));
        grid.line(
                "Cloud cluster",
                FormGrid.text("registry-cluster", access.cluster, "lsrc-… (Confluent Cloud)"));
        grid.line(
                "Identity pool",
                FormGrid.text("registry-pool", access.identityPool, "pool-… (Confluent Cloud)"));
        grid.problem(form.accessProblemProperty());
        var tls = new TlsPane("registry-tls", access.tls);
        tls.visibleProperty().bind(form.registryProperty().map(ConnectForm::isEncrypted));
        tls.managedProperty().bind(tls.visibleProperty());
        getChildren().addAll(grid, tls);
    }
}
