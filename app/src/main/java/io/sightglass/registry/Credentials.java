package io.sightglass.registry;

import io.sightglass.model.RegistryAuth;
import io.sightglass.model.Sentence;
import io.sightglass.port.ConnectionFailure;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

/// What goes into the `Authorization` header of a request. Thread-safe.
interface Credentials extends AutoCloseable {
    /// What is to be sent now; completes normally, within the deadline.
    CompletableFuture<Grant> ask();

    /// What a registry refuses when it answers 401, for a sentence; empty where nothing is sent.
    String what();

    /// Hears that what was given last was refused.
    default void refused() {}

    @Override
    default void close() {}

    /// The outcome of asking.
    sealed interface Grant {
        /// @param value null where nothing is to be sent
        record Header(@Nullable String value) implements Grant {
            /// Never the value.
            @Override
            public String toString() {
                return value == null ? "nothing" : "(a header)";
            }
        }

        /// There is none to be had.
        record Refused(Sentence sentence) implements Grant {}
    }

    /// @param address whose user and password count where the connection has none of its own
    /// @throws ConnectionFailure when a token endpoint is no URL, or a file cannot be used
    static Credentials of(
            RegistryAuth auth, RegistryAddress address, Duration deadline, InstantSource clock)
            throws ConnectionFailure {
        return switch (auth) {
            case RegistryAuth.None() -> fixed(address.authorization(), "user name or password");
            case RegistryAuth.Basic(var user, var password) ->
                    fixed(basic(user, password.reveal()), "user name or password");
            case RegistryAuth.Bearer(var token) -> fixed("Bearer " + token.reveal(), "token");
            case RegistryAuth.OAuth(var client) -> new OAuthTokens(client, deadline, clock);
        };
    }

    /// The same header each time.
    ///
    /// @param value null for none
    static Credentials fixed(@Nullable String value, String what) {
        CompletableFuture<Grant> header =
                CompletableFuture.completedFuture(new Grant.Header(value));
        return new Credentials() {
            @Override
            public CompletableFuture<Grant> ask() {
                return header;
            }

            @Override
            public String what() {
                return value == null ? "" : what;
            }
        };
    }

    /// RFC 7617: UTF-8, which registries expect.
    static String basic(String user, String password) {
        var pair = user + ":" + password;
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
