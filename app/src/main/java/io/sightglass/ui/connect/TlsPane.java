package io.sightglass.ui.connect;

import io.sightglass.ui.connect.TlsForm.Own;
import io.sightglass.ui.connect.TlsForm.Trusted;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

/// Certificates: those that are believed, and one's own.
final class TlsPane extends VBox {
    /// @param id begins the ids of the fields
    TlsPane(String id, TlsForm tls, ObservableValue<String> problem) {
        super(8);
        var trusted = FormGrid.choice(id + "-trusted", tls.trusted);
        trusted.getItems().setAll(Trusted.values());
        var own = FormGrid.choice(id + "-own", tls.own);
        own.getItems().setAll(Own.values());
        var anyTrust = tls.trusted.map(value -> value != Trusted.JAVA);
        var anyOwn = tls.own.map(value -> value != Own.NONE);
        var store = tls.own.map(value -> value == Own.STORE);

        var grid = new FormGrid();
        grid.line("Trust", trusted);
        grid.line("File", FormGrid.file(id + "-trust-file", tls.trustFile, "ca.pem"), anyTrust);
        grid.line(
                "Password",
                FormGrid.secret(id + "-trust-password", tls.trustPassword),
                tls.trusted.map(value -> value == Trusted.STORE));
        grid.line("Own certificate", own);
        grid.line(
                "File", FormGrid.file(id + "-certificate", tls.certificate, "client.pem"), anyOwn);
        grid.line(
                "Key file",
                FormGrid.file(id + "-key", tls.key, "the same file"),
                tls.own.map(value -> value == Own.PEM));
        grid.line("Password", FormGrid.secret(id + "-store-password", tls.storePassword), store);
        grid.line("Key's password", FormGrid.secret(id + "-key-password", tls.keyPassword), anyOwn);
        var any = new CheckBox("Accept a certificate that is for another host");
        any.setId(id + "-any-host");
        any.selectedProperty().bindBidirectional(tls.anyHostName);
        any.setTooltip(
                new Tooltip(
                        "Whoever holds any certificate of a trusted authority can then stand in"
                                + " between. The top bar says so while the connection is open."));
        grid.line("Host name", any);
        grid.problem(problem);
        getChildren().add(grid);
    }
}
