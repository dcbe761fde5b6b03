package io.sightglass.kafka;

import io.sightglass.kafka.Wire.Answer;
import io.sightglass.model.Sentence;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.ConnectionStep.Kind;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.SSLException;

/// Asks one address whether it is a Kafka broker that this connection can talk to, step by step,
/// before any client of Kafka's comes near it: name, TCP, TLS, API versions, and which SASL it
/// wants. No credentials are sent.
final class Probe {
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final Duration LISTEN = Duration.ofMillis(500);
    private static final int SASL_HANDSHAKE = 17;
    // Error codes of the protocol.
    private static final int UNSUPPORTED_MECHANISM = 33;
    private static final int ILLEGAL_SASL_STATE = 34;

    private final Address address;
    private final Security security;
    private final Deadline deadline;
    // Of the address of the host's that is being asked; others may look at it.
    private volatile Steps steps = new Steps();

    Probe(Address address, Security security, Deadline deadline) {
        this.address = address;
        this.security = security;
        this.deadline = deadline;
    }

    Probed run() {
        InetAddress[] resolved;
        long start = System.nanoTime();
        try {
            resolved = InetAddress.getAllByName(address.host());
        } catch (UnknownHostException e) {
            steps.failed(unknownName(address));
            return new Probed(address, steps.done(), List.of());
        }
        var took = Duration.ofNanos(System.nanoTime() - start);
        Probed farthest = null;
        for (var ip : resolved) {
            var probed = ask(ip, new Steps(isAt(ip), took));
            if (probed.failure().isEmpty()) {
                return probed;
            }
            if (farthest == null || probed.steps().size() > farthest.steps().size()) {
                farthest = probed;
            }
        }
        if (farthest == null) {
            throw new IllegalStateException("a name without addresses: " + address);
        }
        return farthest;
    }

    private Sentence isAt(InetAddress ip) {
        var text = ip.getHostAddress();
        return text.equals(address.host())
                ? Sentence.of("The address is a number; there is no name to look up.")
                : Sentence.builder().strong(address.host()).text(" is " + text + ".").build();
    }

    /// Where a probe is that has not come back in time.
    Probed unfinished() {
        var now = steps;
        var sentence =
                switch (now.current()) {
                    case NAME -> unknownName(address);
                    case TCP -> notTaken();
                    default -> silent();
                };
        return new Probed(address, now.doneAndFailed(sentence), List.of());
    }

    private Probed ask(InetAddress ip, Steps fresh) {
        steps = fresh;
        fresh.begin(Kind.TCP);
        var brokers = List.<Address>of();
        try (var wire = Wire.connect(ip, address.port(), deadline)) {
            fresh.passed(
                    Sentence.builder()
                            .text("Port ")
                            .strong(String.valueOf(address.port()))
                            .text(" takes connections.")
                            .build());
            brokers = talk(wire, ip, fresh);
        } catch (ConnectException e) {
            fresh.failed(
                    noBroker()
                            .text(
                                    ". Nothing listens on that port; check the port, and whether"
                                            + " the broker is running.")
                            .build());
        } catch (IOException e) {
            fresh.failed(notTaken());
        }
        return new Probed(address, fresh.done(), brokers);
    }

    /// Everything after TCP. A failure ends it, as a step.
    ///
    /// @return where the broker sends clients on to, as far as it tells
    private List<Address> talk(Wire wire, InetAddress ip, Steps mine) throws IOException {
        if (security.tls()) {
            mine.begin(Kind.TLS);
            if (!tls(wire, ip)) {
                return List.of();
            }
        } else {
            mine.skipped(Kind.TLS, "This connection uses no TLS.");
        }
        mine.begin(Kind.API_VERSIONS);
        var versions = versions(wire, ip);
        if (versions) {
            mine.begin(Kind.SASL);
            sasl(wire);
        }
        return mine.anyFailed() || security.mechanism() != null ? List.of() : brokers(wire);
    }

    private static List<Address> brokers(Wire wire) {
        try {
            var question = BrokersAnswer.question();
            var answer = wire.ask(BrokersAnswer.KEY, BrokersAnswer.VERSION, question, ANSWER);
            return answer instanceof Answer.Kafka(var body)
                    ? BrokersAnswer.read(body).addresses()
                    : List.of();
        } catch (IOException | BufferUnderflowException | IllegalArgumentException e) {
            // The client will see.
            return List.of();
        }
    }

    /// @return whether both sides agreed
    private boolean tls(Wire wire, InetAddress ip) throws IOException {
        try {
            var context = TlsSettings.context(security);
            var socket = wire.startTls(context, address, security.verifiesHost(), ANSWER);
            steps.passed(
                    Sentence.builder()
                            .text("Both sides agreed on ")
                            .strong(socket.getSession().getProtocol())
                            .text(
                                    security.verifiesHost()
                                            ? "; the certificate is trusted and for this host."
                                            : "; the certificate is trusted. Its host name is not"
                                                    + " checked.")
                            .build());
            return true;
        } catch (ConnectionFailure e) {
            steps.failed(e.sentence());
        } catch (SSLException e) {
            steps.failed(tlsFailure(e, wire, ip));
        } catch (IOException e) {
            wire.close();
            steps.failed(otherThanTls(ip));
        }
        return false;
    }

    private Sentence tlsFailure(SSLException e, Wire wire, InetAddress ip) throws IOException {
        // A server that serves one at a time waits for that.
        wire.close();
        if (TlsWords.isOurRefusal(e)) {
            var certificate = PeerCertificate.look(ip, address, deadline, ANSWER);
            return TlsWords.refused(e, address, certificate, InstantSource.system());
        }
        if (TlsWords.isAlert(e)) {
            return TlsWords.isAboutCertificate(e)
                    ? TlsWords.clientCertificate(address, security.hasClientCertificate())
                    : TlsWords.noAgreement(address);
        }
        return otherThanTls(ip);
    }

    private Sentence otherThanTls(InetAddress ip) {
        return switch (new Sniff(ip, address.port(), deadline).ask(Sniff.Kind.TLS)) {
            case KAFKA ->
                    noBroker()
                            .text(
                                    " by TLS. The port is open but speaks no TLS; choose no TLS in"
                                            + " the connection, or the port that has it.")
                            .build();
            case HTTP -> http();
            case TLS, OTHER, SILENT -> silent();
        };
    }

    /// @return whether a broker answered that is recent enough
    private boolean versions(Wire wire, InetAddress ip) throws IOException {
        Sniff.Kind met;
        try {
            switch (wire.ask(ApiVersionsAnswer.KEY, 0, new byte[0], ANSWER)) {
                case Answer.Kafka(var body) -> {
                    return versions(ApiVersionsAnswer.read(body));
                }
                case Answer.Foreign(var head) -> met = Sniff.kind(head);
            }
        } catch (BufferUnderflowException e) {
            met = Sniff.Kind.OTHER;
        } catch (IOException e) {
            // A server that serves one at a time waits for that.
            wire.close();
            if (security.tls() && (TlsWords.isAlert(e) || saysNoAfterwards(ip))) {
                // In TLS 1.3 a server says no to a client's certificate, or to its lack, only when
                // the client thinks that all is done.
                steps.instead(
                        Kind.TLS,
                        TlsWords.clientCertificate(address, security.hasClientCertificate()));
                return false;
            }
            met =
                    security.tls()
                            ? Sniff.Kind.SILENT
                            : new Sniff(ip, address.port(), deadline).ask(Sniff.Kind.KAFKA);
        }
        switch (met) {
            case TLS -> tlsWanted();
            case HTTP -> steps.failed(http());
            case OTHER ->
                    steps.failed(
                            noBroker()
                                    .text(
                                            ". Something answers there, but not as Kafka does;"
                                                    + " check the port.")
                                    .build());
            case KAFKA, SILENT -> steps.failed(silent());
        }
        return false;
    }

    /// Agrees on TLS once more and listens: who writes meanwhile may miss why the server hung up.
    private boolean saysNoAfterwards(InetAddress ip) {
        try (var wire = Wire.connect(ip, address.port(), deadline)) {
            var context = TlsSettings.context(security);
            wire.startTls(context, address, security.verifiesHost(), ANSWER);
            wire.exchange(new byte[0], 1, LISTEN);
            return false;
        } catch (ConnectionFailure e) {
            return false;
        } catch (IOException e) {
            return TlsWords.isAlert(e);
        }
    }

    private boolean versions(ApiVersionsAnswer versions) {
        if (!versions.isRecentEnough()) {
            steps.failed(
                    Sentence.builder()
                            .text("The broker at ")
                            .strong(address.toString())
                            .text(
                                    " is of a version before 2.1, which Sightglass does not read;"
                                            + " it has to be a newer one.")
                            .build());
            return false;
        }
        steps.passed(
                Sentence.builder()
                        .text("A Kafka broker answers; it knows ")
                        .text(versions.highest().size() + " kinds of requests.")
                        .build());
        return true;
    }

    private void tlsWanted() {
        var sentence =
                noBroker()
                        .text(". The port is open but speaks TLS; choose TLS in the connection.")
                        .build();
        if (security.tls()) {
            steps.failed(sentence);
        } else {
            steps.instead(Kind.TLS, sentence);
        }
    }

    /// Asks for the mechanism, which tells what the broker wants without a try at the credentials.
    private void sasl(Wire wire) {
        var mechanism = security.mechanism();
        try {
            var body = Wire.string(mechanism == null ? "" : mechanism);
            if (wire.ask(SASL_HANDSHAKE, 1, body, ANSWER) instanceof Answer.Kafka(var answer)) {
                sasl(mechanism, answer.getShort(), mechanisms(answer));
            }
        } catch (IOException | BufferUnderflowException e) {
            // What is no broker of Apache's may not know the request; the client will see.
        }
    }

    private void sasl(@Nullable String mechanism, int error, List<String> offered) {
        switch (error) {
            case ILLEGAL_SASL_STATE -> {
                if (mechanism != null) {
                    steps.failed(SaslWords.notWanted(address, mechanism));
                }
            }
            case UNSUPPORTED_MECHANISM ->
                    steps.failed(
                            mechanism == null
                                    ? SaslWords.wanted(address, offered)
                                    : SaslWords.otherMechanism(address, mechanism, offered));
            default -> {
                // Offered; whether the credentials are right is the client's to find out.
            }
        }
    }

    private static List<String> mechanisms(ByteBuffer body) {
        var mechanisms = new ArrayList<String>();
        int count = body.getInt();
        for (int i = 0; i < count; i++) {
            byte[] utf8 = new byte[body.getShort()];
            body.get(utf8);
            mechanisms.add(new String(utf8, StandardCharsets.UTF_8));
        }
        mechanisms.sort(null);
        return mechanisms;
    }

    private Sentence.Builder noBroker() {
        return Sentence.builder().text("No broker answered at ").strong(address.toString());
    }

    private Sentence notTaken() {
        return noBroker()
                .text(
                        ". The machine did not take the connection; check the address, and whether"
                                + " a firewall or VPN is in the way.")
                .build();
    }

    private Sentence silent() {
        return noBroker()
                .text(
                        ". The port is open, but what listens there does not answer as a broker;"
                                + " check the port.")
                .build();
    }

    private Sentence http() {
        return noBroker()
                .text(
                        ". An HTTP server is there, perhaps the schema registry; give the broker's"
                                + " own port, often 9092.")
                .build();
    }

    static Sentence unknownName(Address address) {
        return Sentence.builder()
                .text("No broker answered at ")
                .strong(address.toString())
                .text(". The name ")
                .strong(address.host())
                .text(" cannot be resolved; check its spelling, and whether a VPN is needed.")
                .build();
    }
}
