package io.sightglass.ui.connect;

import io.sightglass.model.Secret;

import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import org.jspecify.annotations.Nullable;

/// A field for a secret. What is kept is not shown, not even its length: an empty field stands for
/// it until something is typed.
public final class SecretField {
    private final StringProperty typed = new SimpleStringProperty("");
    private final StringProperty hint = new SimpleStringProperty("");
    private @Nullable Secret kept;

    public StringProperty typedProperty() {
        return typed;
    }

    /// What an empty field stands for.
    public StringProperty hintProperty() {
        return hint;
    }

    /// @param secret null for none; one without a value and a name is still to be given
    void fill(@Nullable Secret secret) {
        boolean missing = secret == null || (!secret.isKnown() && secret.name().isEmpty());
        kept = missing ? null : secret;
        hint.set(missing ? "" : "kept; type to replace it");
        typed.set("");
    }

    /// What the field says; null for nothing.
    @Nullable Secret value() {
        return typed.get().isEmpty() ? kept : Secret.of(typed.get());
    }

    boolean isMissing() {
        return value() == null;
    }

    /// For where it cannot be missing.
    Secret needed() {
        var value = value();
        return value == null ? Secret.of("") : value;
    }
}
