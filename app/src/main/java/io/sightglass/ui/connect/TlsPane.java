package io.sightglass.ui.connect;

import io.sightglass.ui.connect.TlsForm.Own;
import io.sightglass.ui.connect.TlsForm.Trusted;

import javafx.scene.control.CheckBox;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

/// Certificates: those that are believed, and one's own.
final class TlsPane extends VBox {
    /// @param id begins the ids of the fields
    TlsPane(String id, TlsForm tls) {
        super(8);
        var trusted = FormGrid.choice(id + "-trusted", tls.trusted);
        trusted.getItems().setAll(Trusted.values());
        var own = FormGrid.choice(id + "-own", tls.own);
        own.getItems().setAll(Own.values());
        var anyTrust = tls.trusted.map(value -> value != Trusted.JAVA);
        var trustStore = tls.trusted.map(value -> value == Trusted.STORE);
        var anyOwn = tls.own.map(value -> value != Own.NONE);
        var ownPem = tls.own.map(value -> value == Own.PEM);
        var ownStore = tls.own.map(value -> value == Own.STORE);

        var grid = new FormGrid();
        grid.line("Trust", trusted);
        grid.line(
                "Trusted file",
                FormGrid.file(id + "-trust-file", tls.trustFile, "ca.pem"),
                anyTrust);
        grid.line(
                "Its password",
                FormGrid.secret(id + "-trust-password", tls.trustPassword),
                trustStore);
        grid.problem(tls.trustProblemProperty());
        grid.line("Host names", anyHostName(id, tls));
        grid.line("Own certificate", own);
        grid.line(
                "Certificate file",
                FormGrid.file(id + "-certificate", tls.certificate, "client.pem"),
                anyOwn);
        grid.line("Key file", FormGrid.file(id + "-key", tls.key, "the same file"), ownPem);
        grid.line(
                "Store password",
                FormGrid.secret(id + "-store-password", tls.storePassword),
                ownStore);
        grid.line("Key password", FormGrid.secret(id + "-key-password", tls.keyPassword), anyOwn);
        grid.problem(tls.ownProblemProperty());
        getChildren().add(grid);
    }

    private static CheckBox anyHostName(String id, TlsForm tls) {
        var any = new CheckBox("Accept a certificate that is for another host");
        any.setId(id + "-any-host");
        any.selectedProperty().bindBidirectional(tls.anyHostName);
        any.setTooltip(
                new Tooltip(
                        "Whoever holds any certificate of a trusted authority can then stand in"
                                + " between. The top bar says so while the connection is open."));
        return any;
    }
}
