package io.sightglass.registry;

import io.sightglass.model.RegistryAccess;
import io.sightglass.model.Sentence;
import io.sightglass.model.Tls;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.tls.TlsContexts;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLException;

/// One request to a registry, bounded in time and size, with every way that it can go wrong turned
/// into a sentence.
///
/// The deadline covers the whole exchange: java.net.http's own timeout ends when the headers are
/// there, so that a body which drips in would go on for ever.
final class RegistryHttp implements AutoCloseable {
    static final Duration DEADLINE = Duration.ofSeconds(5);
    static final int LARGEST = 16 << 20;
    static final int AT_ONCE = 8;
    private static final int MOST_WORDS = 300;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RegistryAddress address;
    private final Duration deadline;
    private final Credentials credentials;
    private final Map<String, String> headers;
    private final HttpClient client;
    private final Turns turns = new Turns(AT_ONCE);

    /// For a registry that asks for nothing, except for what its URL carries.
    RegistryHttp(RegistryAddress address, Duration deadline) {
        this(
                address,
                deadline,
                Credentials.fixed(address.authorization(), "user name or password"),
                Map.of(),
                HttpClient.newBuilder());
    }

    /// @throws ConnectionFailure when a file that `access` names cannot be used
    RegistryHttp(
            RegistryAddress address,
            Duration deadline,
            Credentials credentials,
            RegistryAccess access)
            throws ConnectionFailure {
        this(address, deadline, credentials, headers(access), client(address, access.tls()));
    }

    private RegistryHttp(
            RegistryAddress address,
            Duration deadline,
            Credentials credentials,
            Map<String, String> headers,
            HttpClient.Builder builder) {
        this.address = address;
        this.deadline = deadline;
        this.credentials = credentials;
        this.headers = headers;
        this.client =
                builder.version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(deadline)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
    }

    private static Map<String, String> headers(RegistryAccess access) {
        var headers = new HashMap<String, String>();
        if (access.cluster() != null) {
            headers.put("target-sr-cluster", access.cluster());
        }
        if (access.identityPool() != null) {
            headers.put("Confluent-Identity-Pool-Id", access.identityPool());
        }
        return headers;
    }

    private static HttpClient.Builder client(RegistryAddress address, Tls.On tls)
            throws ConnectionFailure {
        var builder = HttpClient.newBuilder();
        return "https".equals(address.base().getScheme())
                ? builder.sslContext(TlsContexts.of(tls))
                : builder;
    }

    /// Completes normally, whatever happens, within the deadline from the moment that it is its
    /// turn.
    CompletableFuture<Reply> get(String... path) {
        return get("", path);
    }

    /// @param query such as `deleted=true`; empty for none
    CompletableFuture<Reply> get(String query, String[] path) {
        return turns.take(() -> exchange(null, query, path));
    }

    /// The same with something for the registry to look at; nothing of what is asked here changes
    /// anything there.
    CompletableFuture<Reply> post(JsonNode body, String query, String[] path) {
        return turns.take(() -> exchange(body.toString(), query, path));
    }

    private CompletableFuture<Reply> exchange(@Nullable String sent, String query, String[] path) {
        return credentials
                .ask()
                .thenCompose(grant ->
                        switch (grant) {
                            case Credentials.Grant.Header(var value) ->
                                    exchange(value, sent, query, path);
                            case Credentials.Grant.Refused(var sentence) ->
                                    CompletableFuture.completedFuture(
                                            new Reply.Failed(sentence, true));
                        });
    }

    private CompletableFuture<Reply> exchange(
            @Nullable String authorization, @Nullable String sent, String query, String[] path) {
        var request =
                HttpRequest.newBuilder(address.resolve(query, path))
                        .header(
                                "Accept",
                                "application/vnd.schemaregistry.v1+json, application/json")
                        .timeout(deadline);
        headers.forEach(request::header);
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        var body =
                HttpResponse.BodyHandlers.limiting(
                        HttpResponse.BodyHandlers.ofByteArray(), LARGEST);
        if (sent == null) {
            request.GET();
        } else {
            request.header("Content-Type", "application/vnd.schemaregistry.v1+json")
                    .POST(HttpRequest.BodyPublishers.ofString(sent));
        }
        var exchange = client.sendAsync(request.build(), body);
        return exchange.copy()
                .orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
                .handle((response, failure) -> {
                    // Ends an exchange that is past its deadline; nothing otherwise.
                    exchange.cancel(true);
                    return response == null ? failed(failure) : read(response);
                });
    }

    private Reply read(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status == 200) {
            try {
                return new Reply.Json(JSON.readTree(response.body()));
            } catch (JacksonException _) {
                return notJson(response);
            }
        }
        if (status == 404 && registryErrorCode(response.body())) {
            return new Reply.Absent();
        }
        if (status == 401) {
            credentials.refused();
        }
        if (status == 422 || status == 409) {
            return new Reply.Failed(Sentence.of(rejection(response.body())), false);
        }
        return new Reply.Failed(Sentence.of(refusal(status, response)), status != 403);
    }

    /// What was sent is not to its liking, and it says why.
    private String rejection(byte[] body) {
        var words = "";
        try {
            words = JSON.readTree(body).path("message").asString("").strip();
        } catch (JacksonException _) {
            // Said without its reason.
        }
        if (words.length() > MOST_WORDS) {
            words = words.substring(0, MOST_WORDS) + "…";
        }
        return "The registry at "
                + address
                + " does not take the schema"
                + (words.isEmpty() ? "." : ": " + words + (words.endsWith(".") ? "" : "."));
    }

    private String refusal(int status, HttpResponse<byte[]> response) {
        return switch (status) {
            case 301, 302, 303, 307, 308 ->
                    "The registry at "
                            + address
                            + " sends on to "
                            + elsewhere(response)
                            + "; use that address in the connection if you trust it.";
            case 401 ->
                    credentials.what().isEmpty()
                            ? "The registry at "
                                    + address
                                    + " asks who is there (401); give a user name and password, or"
                                    + " a token, in the connection."
                            : "The registry at "
                                    + address
                                    + " refused the "
                                    + credentials.what()
                                    + " (401); check it in the connection.";
            case 403 ->
                    "The registry at "
                            + address
                            + " does not allow this user to read schemas (403); ask its owner for"
                            + " read access.";
            case 404 ->
                    "What answers at "
                            + address
                            + " has no schemas there (404); check the path of the registry's"
                            + " address, such as /apis/ccompat/v7.";
            case 429 -> "The registry at " + address + " asks for fewer requests (429); waiting.";
            default ->
                    "The registry at "
                            + address
                            + " answered with status "
                            + status
                            + (status >= 500 ? ", a fault of its own; trying again." : ".");
        };
    }

    /// Scheme, host and port alone: the rest of a Location may hold a token.
    private static String elsewhere(HttpResponse<?> response) {
        try {
            var to = new URI(response.headers().firstValue("Location").orElse(""));
            if (to.getHost() != null) {
                var port = to.getPort() < 0 ? "" : ":" + to.getPort();
                return to.getScheme() + "://" + to.getHost() + port;
            }
        } catch (URISyntaxException _) {
            // Said as below.
        }
        return "another address";
    }

    private Reply notJson(HttpResponse<byte[]> response) {
        var type = response.headers().firstValue("Content-Type").orElse("");
        var what = type.contains("html") ? "a web page" : "something that is not JSON";
        return new Reply.Failed(
                Sentence.of(
                        "What answers at "
                                + address
                                + " sent "
                                + what
                                + " where a schema registry sends JSON; check the address."),
                true);
    }

    private static boolean registryErrorCode(byte[] body) {
        try {
            return JSON.readTree(body).path("error_code").asInt(0) >= 40400;
        } catch (JacksonException _) {
            return false;
        }
    }

    private Reply failed(@Nullable Throwable failure) {
        var cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return new Reply.Failed(Sentence.of(reason(cause)), true);
    }

    private String reason(@Nullable Throwable cause) {
        // HttpConnectTimeoutException is a kind of HttpTimeoutException, and ConnectException hides
        // its reason in the cause.
        return switch (cause) {
            case HttpConnectTimeoutException _ ->
                    "Nothing accepted a connection at "
                            + address
                            + " within "
                            + deadline.toSeconds()
                            + " s; check address and port of the registry.";
            case HttpTimeoutException _ -> slow();
            case TimeoutException _ -> slow();
            case ConnectException refused
                    when refused.getCause() instanceof UnresolvedAddressException ->
                    "The name of the registry at "
                            + address
                            + " is not known here; check the address, or the VPN.";
            case ConnectException _ ->
                    "No registry listens at " + address + "; check address and port.";
            case SSLException _ ->
                    "The registry at "
                            + address
                            + " could not agree on TLS; check that it speaks https and that its"
                            + " certificate is trusted.";
            case null, default ->
                    "The connection to the registry at " + address + " broke off; trying again.";
        };
    }

    private String slow() {
        return "The registry at "
                + address
                + " did not answer within "
                + deadline.toSeconds()
                + " s; trying again.";
    }

    @Override
    public void close() {
        credentials.close();
        client.shutdownNow();
    }
}
