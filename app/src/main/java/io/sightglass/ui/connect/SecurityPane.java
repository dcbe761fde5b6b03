package io.sightglass.ui.connect;

import io.sightglass.ui.connect.LoginForm.Login;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.VBox;

import java.util.function.Predicate;

/// Encryption of the cluster's connections, and the login there.
final class SecurityPane extends VBox {
    SecurityPane(ConnectForm form) {
        super(12);
        var encrypted = new CheckBox("Encrypt the connection (TLS)");
        encrypted.setId("encrypted");
        encrypted.selectedProperty().bindBidirectional(form.encryptedProperty());
        var tls = new TlsPane("tls", form.tls());
        tls.visibleProperty().bind(form.encryptedProperty());
        tls.managedProperty().bind(tls.visibleProperty());
        getChildren().addAll(encrypted, tls, login(form));
    }

    private static FormGrid login(ConnectForm form) {
        var login = form.login();
        var kind = FormGrid.choice("login", login.login);
        kind.getItems().setAll(Login.values());
        var grid = new FormGrid();
        grid.line("Login", kind);
        grid.line("User", FormGrid.text("user", login.user, "ada"), is(login, Login::hasUser));
        grid.line(
                "Password", FormGrid.secret("password", login.password), is(login, Login::hasUser));
        OAuthLines.add(grid, "oauth", login.oauth, is(login, Login.OAUTH::equals));
        grid.line(
                "Token file",
                FormGrid.file("token-file", login.file, "/run/secrets/token"),
                is(login, Login.OAUTH_FILE::equals));
        var kerberos = is(login, Login.KERBEROS::equals);
        grid.line("Service name", FormGrid.text("service", login.service, "kafka"), kerberos);
        grid.line(
                "Principal",
                FormGrid.text("principal", login.principal, "ada@EXAMPLE.COM"),
                kerberos);
        grid.line(
                "Keytab",
                FormGrid.file("keytab", login.file, "none: the tickets of kinit"),
                kerberos);
        var aws = is(login, Login.AWS::equals);
        grid.line(
                "Amazon's library",
                FormGrid.file("aws-library", login.file, "aws-msk-iam-auth-2.x-all.jar"),
                aws);
        grid.line(
                "AWS profile",
                FormGrid.text("aws-profile", login.awsProfile, "none: AWS's own order"),
                aws);
        grid.line("Role", FormGrid.text("aws-role", login.role, "arn:aws:iam::…"), aws);
        grid.problem(form.loginProblemProperty());
        return grid;
    }

    private static ObservableValue<Boolean> is(LoginForm form, Predicate<Login> wanted) {
        return form.login.map(wanted::test);
    }
}
