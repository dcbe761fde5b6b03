package io.sightglass.registry;

import io.sightglass.model.OAuthClient;
import io.sightglass.model.Sentence;
import io.sightglass.model.Tls;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.tls.TlsContexts;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLException;

/// Tokens from an identity provider (RFC 6749, section 4.4), each used until shortly before its
/// end.
///
/// However many ask at once, one request is under way.
final class OAuthTokens implements Credentials {
    private static final int LARGEST = 1 << 20;
    private static final Duration MARGIN = Duration.ofSeconds(30);
    private static final long UNSAID_SECONDS = 60;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final OAuthClient account;
    private final URI endpoint;
    private final Duration deadline;
    private final InstantSource clock;
    private final HttpClient client;
    private final Object lock = new Object();
    private @Nullable CompletableFuture<Grant> token;
    private Instant until = Instant.MAX;

    /// @throws ConnectionFailure when the endpoint is no http or https URL, or the trusted
    ///   certificates cannot be used
    OAuthTokens(OAuthClient account, Duration deadline, InstantSource clock)
            throws ConnectionFailure {
        this.account = account;
        this.endpoint = endpoint(account.tokenEndpoint());
        this.deadline = deadline;
        this.clock = clock;
        var tls = new Tls.On(account.trust(), new Tls.Identity.None(), true);
        var builder = HttpClient.newBuilder();
        if ("https".equals(endpoint.getScheme())) {
            builder.sslContext(TlsContexts.of(tls));
        }
        this.client =
                builder.version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(deadline)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
    }

    private static URI endpoint(String text) throws ConnectionFailure {
        try {
            var uri = new URI(text.strip());
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (http && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException _) {
            // Said as below, without the text: it may hold more than an address.
        }
        throw new ConnectionFailure(
                Sentence.of(
                        "The token endpoint is not a URL; expected one such as"
                                + " https://login.example.com/oauth2/token."));
    }

    @Override
    public CompletableFuture<Grant> ask() {
        synchronized (lock) {
            if (token == null || clock.instant().isAfter(until)) {
                until = Instant.MAX;
                token = request();
            }
            return token;
        }
    }

    @Override
    public String what() {
        return "token of " + endpoint.getHost();
    }

    @Override
    public void refused() {
        synchronized (lock) {
            token = null;
        }
    }

    private CompletableFuture<Grant> request() {
        var form = new StringBuilder("grant_type=client_credentials");
        if (account.scope() != null && !account.scope().isBlank()) {
            form.append("&scope=").append(encoded(account.scope()));
        }
        // Both parts are form-encoded before they are joined (RFC 6749, section 2.3.1).
        var basic =
                Credentials.basic(
                        encoded(account.clientId()), encoded(account.clientSecret().reveal()));
        var request =
                HttpRequest.newBuilder(endpoint)
                        .header("Authorization", basic)
                        .header("Accept", "application/json")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .timeout(deadline)
                        .POST(HttpRequest.BodyPublishers.ofString(form.toString()))
                        .build();
        var body =
                HttpResponse.BodyHandlers.limiting(
                        HttpResponse.BodyHandlers.ofByteArray(), LARGEST);
        var exchange = client.sendAsync(request, body);
        return exchange.copy()
                .orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
                .handle((response, failure) -> {
                    exchange.cancel(true);
                    return response == null ? failed(failure) : read(response);
                });
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Grant read(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status == 400 || status == 401 || status == 403) {
            return refused(
                    "The identity provider at "
                            + place()
                            + " gives no token ("
                            + status
                            + "); check client id, secret and scope.");
        }
        if (status != 200) {
            return refused(
                    "The identity provider at "
                            + place()
                            + " answered with status "
                            + status
                            + "; check the token endpoint.");
        }
        try {
            var answer = JSON.readTree(response.body());
            var value = answer.path("access_token").asString("");
            if (value.isEmpty() || value.chars().anyMatch(c -> c < 0x21 || c > 0x7e)) {
                return refused(
                        "What answers at "
                                + place()
                                + " sent no access token; check the token endpoint.");
            }
            long seconds = answer.path("expires_in").asLong(UNSAID_SECONDS);
            var margin = Math.min(MARGIN.toSeconds(), seconds / 4);
            synchronized (lock) {
                until = clock.instant().plusSeconds(seconds - margin);
            }
            return new Grant.Header("Bearer " + value);
        } catch (JacksonException _) {
            return refused(
                    "What answers at "
                            + place()
                            + " sent something that is not JSON; check the token endpoint.");
        }
    }

    private Grant failed(@Nullable Throwable failure) {
        var cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return refused(
                switch (cause) {
                    case ConnectException refused
                            when refused.getCause() instanceof UnresolvedAddressException ->
                            "The name of the identity provider at "
                                    + place()
                                    + " is not known here; check the token endpoint, or the VPN.";
                    case ConnectException _ ->
                            "No identity provider listens at "
                                    + place()
                                    + "; check the token endpoint.";
                    case SSLException _ ->
                            "The identity provider at "
                                    + place()
                                    + " could not agree on TLS; check that its certificate is"
                                    + " trusted.";
                    case null, default ->
                            "The identity provider at "
                                    + place()
                                    + " did not answer within "
                                    + deadline.toSeconds()
                                    + " s.";
                });
    }

    /// The next one asks anew.
    private Grant refused(String sentence) {
        synchronized (lock) {
            until = Instant.MIN;
        }
        return new Grant.Refused(Sentence.of(sentence));
    }

    private String place() {
        return endpoint.getHost() + (endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort());
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
