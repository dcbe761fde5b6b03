package io.sightglass.model;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Objects;

/// A password, a token, a passphrase. A connection carries the name under which the value is kept;
/// the value joins it when somebody connects, and is written nowhere.
///
/// Not a record, and without anything that a JSON writer or a log would take for a property: the
/// one way to the value is [#reveal].
public final class Secret {
    private final String name;
    private final char @Nullable [] value;

    private Secret(String name, char @Nullable [] value) {
        this.name = name;
        this.value = value;
    }

    /// What becomes of each secret of a connection.
    @FunctionalInterface
    public interface Change {
        /// @param role what the secret is to the connection, the same each time: `password`,
        ///   `registry-token`
        Secret to(String role, Secret secret);

        /// The same for a part whose roles begin with `prefix`.
        default Change within(String prefix) {
            return (role, secret) -> to(prefix + role, secret);
        }
    }

    /// The secret that is kept under a name, its value still unknown.
    public static Secret named(String name) {
        return new Secret(name, null);
    }

    /// A value that is kept nowhere.
    public static Secret of(String value) {
        return new Secret("", value.toCharArray());
    }

    /// The same secret under a name.
    public Secret as(String other) {
        return new Secret(other, value);
    }

    /// The same secret with its value.
    public Secret with(String known) {
        return new Secret(name, known.toCharArray());
    }

    /// The name under which it is kept; empty for one that is not kept.
    public String name() {
        return name;
    }

    /// Whether the value is here.
    public boolean isKnown() {
        return value != null;
    }

    /// The value, for whoever sends it to where it belongs.
    ///
    /// @throws IllegalStateException when it is not known
    public String reveal() {
        var known = value;
        if (known == null) {
            throw new IllegalStateException("the value of " + this + " was not looked up");
        }
        return new String(known);
    }

    /// By name and value: two that are kept under one name are the same.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret secret
                && name.equals(secret.name)
                && (!name.isEmpty() || Arrays.equals(value, secret.value));
    }

    @Override
    public int hashCode() {
        return Objects.hash(name);
    }

    /// Never the value.
    @Override
    public String toString() {
        return name.isEmpty() ? "(secret)" : "(secret " + name + ")";
    }
}
