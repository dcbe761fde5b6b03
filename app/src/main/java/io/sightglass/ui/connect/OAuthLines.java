package io.sightglass.ui.connect;

import javafx.beans.value.ObservableValue;

/// The lines of an account with an identity provider.
final class OAuthLines {
    private OAuthLines() {}

    /// @param id begins the ids of the fields
    static void add(FormGrid grid, String id, OAuthForm oauth, ObservableValue<Boolean> shown) {
        grid.line(
                "Token endpoint",
                FormGrid.text(id + "-endpoint", oauth.endpoint, "https://login.example.com/token"),
                shown);
        grid.line("Client id", FormGrid.text(id + "-client", oauth.clientId, ""), shown);
        grid.line("Client secret", FormGrid.secret(id + "-secret", oauth.clientSecret), shown);
        grid.line("Scope", FormGrid.text(id + "-scope", oauth.scope, "none"), shown);
        grid.line(
                "Own authority",
                FormGrid.file(id + "-ca", oauth.authority, "none: well-known authorities (PEM)"),
                shown);
    }
}
