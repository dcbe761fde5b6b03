package io.sightglass.playground;

import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Sentence;
import io.sightglass.playground.broker.BrokerProcess;
import io.sightglass.playground.registry.RegistryServer;
import io.sightglass.playground.registry.SchemaStore;
import io.sightglass.playground.traffic.Feeds;
import io.sightglass.playground.traffic.Ledger;
import io.sightglass.playground.traffic.Registrations;
import io.sightglass.playground.traffic.SampleException;
import io.sightglass.playground.traffic.Samples;
import io.sightglass.playground.traffic.Traffic;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.Playground;

import org.apache.kafka.common.KafkaException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/// The playground with all its parts: a broker in a child process, a registry, and CoffeeCo's
/// traffic.
///
/// While the broker starts, this process reads the samples, fills the registry and makes the
/// traffic's history, so that the wait is the broker's alone.
public final class PlaygroundCluster implements Playground {
    private static final long SEED = 20_230_815;

    private final ClusterProfile profile;
    private final BrokerProcess broker;
    private final Company company;
    private final Readers readers;
    private final Thread exit = Thread.ofPlatform().name("playground-exit").unstarted(this::end);

    private PlaygroundCluster(
            ClusterProfile profile, BrokerProcess broker, Company company, Readers readers) {
        this.profile = profile;
        this.broker = broker;
        this.company = company;
        this.readers = readers;
    }

    /// What needs no broker.
    private record Company(
            Map<String, Integer> topics, RegistryServer registry, Traffic traffic, Ledger ledger) {
        static Company found(Path samples) {
            try {
                var store = new SchemaStore();
                var registrations = Registrations.fill(store, samples);
                var feeds = Feeds.of(Samples.read(samples), registrations, SEED);
                var ledger = new Ledger();
                var traffic = Traffic.prepare(feeds, ledger);
                var registry = RegistryServer.start(store);
                return new Company(feeds.topics(), registry, traffic, ledger);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void close() {
            traffic.close();
            registry.close();
        }
    }

    /// Starts everything, and returns when each topic has its history and goes on: some five
    /// seconds. It ends with [#close], with this process however that ends, and leaves nothing.
    ///
    /// @param progress hears what is being waited for
    /// @throws ConnectionFailure when a part does not start, or the samples are not usable
    public static PlaygroundCluster start(Consumer<String> progress) throws ConnectionFailure {
        var samples = SampleFolder.locate();
        var folder = createFolder();
        progress.accept("Starting a Kafka broker");
        var founding =
                CompletableFuture.supplyAsync(
                        () -> Company.found(samples), Thread::startVirtualThread);
        BrokerProcess broker;
        try {
            broker = BrokerProcess.start(folder);
        } catch (ConnectionFailure e) {
            var _ = founding.thenAccept(Company::close);
            throw e;
        }
        try {
            var company = await(founding);
            try {
                return open(folder, samples, broker, company, progress);
            } catch (ConnectionFailure | RuntimeException | Error e) {
                company.close();
                throw e;
            }
        } catch (ConnectionFailure | RuntimeException | Error e) {
            broker.close();
            throw e;
        }
    }

    private static PlaygroundCluster open(
            Path folder,
            Path samples,
            BrokerProcess broker,
            Company company,
            Consumer<String> progress)
            throws ConnectionFailure {
        try {
            progress.accept("Creating " + company.topics().size() + " topics");
            Clients.createTopics(broker.bootstrap(), company.topics());
            progress.accept("Writing six minutes of history");
            company.traffic().start(Clients.producer(broker.bootstrap()));
            var registry = company.registry().url();
            var profile = RunningPlayground.profile(broker.bootstrap(), registry, samples);
            RunningPlayground.announce(folder, broker.bootstrap(), registry, samples);
            var readers = Readers.start(broker.bootstrap());
            var playground = new PlaygroundCluster(profile, broker, company, readers);
            Runtime.getRuntime().addShutdownHook(playground.exit);
            return playground;
        } catch (IOException | KafkaException e) {
            throw failure(e);
        }
    }

    private static Path createFolder() throws ConnectionFailure {
        try {
            return RunningPlayground.createFolder();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private static Company await(CompletableFuture<Company> founding) throws ConnectionFailure {
        try {
            return founding.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof SampleException bad) {
                throw new ConnectionFailure(
                        Sentence.of(
                                "The playground cannot write with the sample "
                                        + bad.getMessage()
                                        + ". Take back what was changed in it."),
                        bad);
            }
            throw failure(e.getCause() == null ? e : e.getCause());
        }
    }

    private static ConnectionFailure failure(Throwable cause) {
        return new ConnectionFailure(
                Sentence.of(
                        "The playground did not start: "
                                + cause.getMessage()
                                + ". Try again, or connect to a cluster of your own with"
                                + " --bootstrap."),
                cause);
    }

    @Override
    public ClusterProfile profile() {
        return profile;
    }

    /// What is wrong on purpose in the records so far.
    public Ledger ledger() {
        return company.ledger();
    }

    /// The broker's process; another one after it had to be started again.
    public long brokerPid() {
        return broker.pid();
    }

    /// Ends producers, registry and broker, and removes the broker's records. Closing twice does
    /// nothing.
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(exit);
        } catch (IllegalStateException e) {
            // The process is ending: the hook does the same.
        }
        end();
    }

    /// Whoever comes second waits: when [#close] returns, everything has ended.
    private synchronized void end() {
        readers.close();
        company.close();
        broker.close();
    }
}
