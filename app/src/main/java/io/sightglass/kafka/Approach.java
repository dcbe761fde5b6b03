package io.sightglass.kafka;

import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Sentence;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.ConnectionStep;
import io.sightglass.port.ConnectionStep.Kind;
import io.sightglass.port.ConnectionStep.Outcome;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// The way to a cluster, from the name of a host to a client that is let in. Each step is told as
/// it ends; the first that fails ends the way.
final class Approach {
    // Leaves a moment to find out why nothing was heard.
    private static final Duration LET_IN = Duration.ofMillis(4500);
    private static final Duration FORWARDED = Duration.ofSeconds(2);

    private final ClusterProfile profile;
    private final Consumer<ConnectionStep> heard;
    private final Deadline deadline;

    /// At the end of the way.
    ///
    /// @param another makes a client like the first
    /// @param nodes all brokers of the cluster
    /// @param mechanism of SASL; null where none is used
    record Arrived(
            Admin admin,
            Maker<Admin> another,
            Collection<Node> nodes,
            @Nullable String mechanism) {}

    Approach(ClusterProfile profile, Consumer<ConnectionStep> heard, Deadline deadline) {
        this.profile = profile;
        this.heard = heard;
        this.deadline = deadline;
    }

    /// Goes all the way, and tells what this user may see; leaves nothing open.
    static void test(ClusterProfile profile, Consumer<ConnectionStep> heard, Deadline deadline) {
        var told = new ArrayList<ConnectionStep>();
        Consumer<ConnectionStep> both =
                step -> {
                    told.add(step);
                    heard.accept(step);
                };
        var approach = new Approach(profile, both, deadline);
        try {
            var arrived = approach.go();
            try {
                approach.authorisation(arrived.admin());
            } finally {
                arrived.admin().close(Duration.ZERO);
            }
        } catch (ConnectionFailure e) {
            if (told.stream().noneMatch(ConnectionStep::failed)) {
                approach.tell(next(told), new Outcome.Failed(e.sentence()), System.nanoTime());
            }
        }
        for (var kind : Kind.values()) {
            if (kind != Kind.REGISTRY && told.stream().noneMatch(step -> step.kind() == kind)) {
                var skipped = new Outcome.Skipped(Sentence.of("A step before this one failed."));
                both.accept(new ConnectionStep(kind, skipped, Duration.ZERO));
            }
        }
    }

    private static Kind next(List<ConnectionStep> told) {
        return told.isEmpty() ? Kind.NAME : Kind.values()[told.getLast().kind().ordinal() + 1];
    }

    /// @throws ConnectionFailure with the sentence of the step that failed
    Arrived go() throws ConnectionFailure {
        var addresses = Address.parse(profile.bootstrap());
        var security = security();
        var probed = Preflight.check(addresses, security, deadline);
        probed.steps().forEach(heard);
        var failure = probed.failure();
        if (failure.isPresent()) {
            throw new ConnectionFailure(failure.get());
        }
        // The client would try these for all the time that there is, and say nothing of it.
        boolean away = !probed.brokers().isEmpty() && !probed.brokers().contains(probed.address());
        if (away) {
            long start = System.nanoTime();
            var unreachable = unreachable(probed.address(), probed.brokers(), security);
            if (unreachable.isPresent()) {
                tell(Kind.SASL, letIn(security), start);
                throw brokersFailed(unreachable.get(), start);
            }
        }
        var admin = admin(security);
        try {
            var nodes = letIn(admin, security, probed.address());
            brokers(probed.address(), nodes, security, away);
            return new Arrived(admin, () -> create(security), nodes, security.mechanism());
        } catch (ConnectionFailure | RuntimeException e) {
            // Which waits for the client's own thread; nobody is to wait for that.
            Thread.ofVirtual().name("kafka-close").start(() -> admin.close(Duration.ZERO));
            throw e;
        }
    }

    /// The client's settings, for which files of this machine may have to be read.
    private Security security() throws ConnectionFailure {
        try {
            TlsProperties.of(profile.tls());
        } catch (ConnectionFailure e) {
            throw missingHere(Kind.TLS, e);
        }
        try {
            return Security.of(ClientProperties.admin(profile));
        } catch (ConnectionFailure e) {
            throw missingHere(Kind.SASL, e);
        }
    }

    private ConnectionFailure missingHere(Kind kind, ConnectionFailure failure) {
        for (var before : Kind.values()) {
            if (before.compareTo(kind) < 0) {
                var skipped = Sentence.of("Not tried: what this computer has to give comes first.");
                tell(before, new Outcome.Skipped(skipped), System.nanoTime());
            }
        }
        tell(kind, new Outcome.Failed(failure.sentence()), System.nanoTime());
        return failure;
    }

    private Admin create(Security security) throws ConnectionFailure {
        return ClientProperties.make(profile, () -> Admin.create(security.properties()));
    }

    /// Making the client may ask for a token or a ticket, somewhere else and for any time.
    private Admin admin(Security security) throws ConnectionFailure {
        long start = System.nanoTime();
        var made =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return create(security);
                            } catch (ConnectionFailure e) {
                                throw new CompletionException(e);
                            }
                        },
                        task -> Thread.ofPlatform().name("kafka-login").daemon().start(task));
        try {
            return made.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof ConnectionFailure missing) {
                tell(Kind.SASL, new Outcome.Failed(missing.sentence()), start);
                throw missing;
            }
            if (!(cause instanceof KafkaException)) {
                throw new IllegalStateException("no client could be made", cause);
            }
            throw notLetIn(security, cause, start);
        } catch (TimeoutException e) {
            made.thenAccept(late -> late.close(Duration.ZERO));
            throw notLetIn(security, e, start);
        } catch (InterruptedException e) {
            made.thenAccept(late -> late.close(Duration.ZERO));
            Thread.currentThread().interrupt();
            throw new ConnectionFailure(Sentence.of("Connecting was interrupted."), e);
        }
    }

    private ConnectionFailure notLetIn(Security security, Throwable cause, long start) {
        var mechanism = security.mechanism();
        var failure =
                mechanism != null
                        ? new ConnectionFailure(SaslWords.noLogin(mechanism), cause)
                        : new Calls(profile.bootstrap()).failure(cause, "connecting");
        tell(Kind.SASL, new Outcome.Failed(failure.sentence()), start);
        return failure;
    }

    private Collection<Node> letIn(Admin admin, Security security, Address answered)
            throws ConnectionFailure {
        long start = System.nanoTime();
        var step = Deadline.in(deadline.left(LET_IN));
        var options = new DescribeClusterOptions().timeoutMs(step.leftMillis());
        try {
            var nodes =
                    new Calls(answered.toString(), security.mechanism())
                            .await(admin.describeCluster(options).nodes(), step, "connecting");
            tell(Kind.SASL, letIn(security), start);
            return nodes;
        } catch (ConnectionFailure e) {
            if (Calls.isTimeout(e.getCause()) && hearsNothingBeyond(admin)) {
                tell(Kind.SASL, letIn(security), start);
                throw brokersFailed(notReachable(answered), start);
            }
            var said =
                    Calls.isTimeout(e.getCause())
                            ? silentAfterwards(answered, security)
                            : e.sentence();
            tell(Kind.SASL, new Outcome.Failed(said), start);
            throw new ConnectionFailure(said, e);
        }
    }

    private static Outcome letIn(Security security) {
        return security.mechanism() == null
                ? new Outcome.Skipped(Sentence.of("The broker asks for no user name."))
                : new Outcome.Passed(
                        Sentence.builder()
                                .text("The broker took this connection's credentials (")
                                .text(security.mechanism() + ").")
                                .build());
    }

    private static Sentence silentAfterwards(Address answered, Security security) {
        if ("GSSAPI".equals(security.mechanism())) {
            return SaslWords.noTicket(answered);
        }
        return Sentence.builder()
                .text("The broker at ")
                .strong(answered.toString())
                .text(
                        " answered once and then no more; it may be starting or overloaded. Try"
                                + " again, and look at its log if that does not help.")
                .build();
    }

    /// @param checked whether they were knocked at already
    private void brokers(
            Address answered, Collection<Node> nodes, Security security, boolean checked)
            throws ConnectionFailure {
        long start = System.nanoTime();
        var addresses = nodes.stream().map(node -> new Address(node.host(), node.port())).toList();
        if (!checked && !addresses.isEmpty() && !addresses.contains(answered)) {
            var unreachable = unreachable(answered, addresses, security);
            if (unreachable.isPresent()) {
                throw brokersFailed(unreachable.get(), start);
            }
        }
        tell(
                Kind.BROKERS,
                new Outcome.Passed(
                        Sentence.builder()
                                .text("The cluster has ")
                                .strong(String.valueOf(nodes.size()))
                                .text(nodes.size() == 1 ? " broker." : " brokers.")
                                .build()),
                start);
    }

    private ConnectionFailure brokersFailed(Sentence sentence, long start) {
        tell(Kind.BROKERS, new Outcome.Failed(sentence), start);
        return new ConnectionFailure(sentence);
    }

    /// Brokers tell clients where to go on, and behind containers and tunnels that is often an
    /// address that only they can reach.
    private Optional<Sentence> unreachable(
            Address answered, List<Address> addresses, Security security) throws ConnectionFailure {
        var probed = Preflight.check(addresses, security, deadline.left(FORWARDED));
        return probed.failure().isPresent()
                ? Optional.of(notReachable(answered, addresses.getFirst(), probed))
                : Optional.empty();
    }

    /// Whether the client was let in, sent on, and heard nothing where it then went: a broker that
    /// wants to know who one is tells nobody else where that is.
    private static boolean hearsNothingBeyond(Admin admin) {
        boolean sentOn = false;
        for (var entry : admin.metrics().entrySet()) {
            var name = entry.getKey();
            var node = name.tags().get("node-id");
            if (node == null || !name.name().equals("incoming-byte-total")) {
                continue;
            }
            // Those that the connection names itself have negative ids.
            if (!node.startsWith("node--")) {
                if (!Double.valueOf(0).equals(entry.getValue().metricValue())) {
                    return false;
                }
                sentOn = true;
            }
        }
        return sentOn;
    }

    private static Sentence notReachable(Address answered) {
        return Sentence.builder()
                .text("The broker at ")
                .strong(answered.toString())
                .text(
                        " answered and sends clients on to an address that cannot be reached from"
                                + " here; check the broker's advertised.listeners.")
                .build();
    }

    private static Sentence notReachable(Address answered, Address first, Probed probed) {
        var sentence =
                Sentence.builder()
                        .text("The broker at ")
                        .strong(answered.toString())
                        .text(" answered and sends clients on to ")
                        .strong(first.toString());
        boolean reached =
                probed.steps().stream()
                        .anyMatch(step ->
                                step.kind() == Kind.TCP
                                        && step.outcome() instanceof Outcome.Passed);
        return sentence.text(
                        reached
                                ? ", where this connection's settings do not fit; check the"
                                        + " broker's advertised.listeners."
                                : ", which cannot be reached from here; check the broker's"
                                        + " advertised.listeners.")
                .build();
    }

    private void authorisation(Admin admin) throws ConnectionFailure {
        long start = System.nanoTime();
        var options = new ListTopicsOptions().timeoutMs(deadline.leftMillis());
        var calls = new Calls(profile.bootstrap());
        try {
            var names = calls.await(admin.listTopics(options).names(), deadline, "listing topics");
            var sentence =
                    names.isEmpty()
                            ? Sentence.of(
                                    "This user sees no topics. Either the cluster has none, or its"
                                            + " owner has to give this user DESCRIBE and READ on"
                                            + " some.")
                            : Sentence.builder()
                                    .text("This user sees ")
                                    .strong(String.valueOf(names.size()))
                                    .text(names.size() == 1 ? " topic." : " topics.")
                                    .build();
            tell(Kind.AUTHORISATION, new Outcome.Passed(sentence), start);
        } catch (ConnectionFailure e) {
            tell(Kind.AUTHORISATION, new Outcome.Failed(e.sentence()), start);
            throw e;
        }
    }

    private void tell(Kind kind, Outcome outcome, long start) {
        heard.accept(
                new ConnectionStep(kind, outcome, Duration.ofNanos(System.nanoTime() - start)));
    }
}
