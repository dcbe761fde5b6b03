package io.sightglass.connect;

import io.sightglass.contract.Contracts;
import io.sightglass.contract.RuleSampling;
import io.sightglass.decode.DecodeOptions;
import io.sightglass.decode.Decoder;
import io.sightglass.decode.Decoders;
import io.sightglass.decode.FindingSink;
import io.sightglass.decode.mask.Masked;
import io.sightglass.decode.mask.Masks;
import io.sightglass.gate.Gate;
import io.sightglass.gate.Targets;
import io.sightglass.indicator.Check;
import io.sightglass.indicator.Choice;
import io.sightglass.indicator.Indicators;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Decoded;
import io.sightglass.model.Part;
import io.sightglass.model.RawRecord;
import io.sightglass.model.Secret;
import io.sightglass.model.Sentence;
import io.sightglass.port.Cluster;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.Connector;
import io.sightglass.port.ReadRequest;
import io.sightglass.port.SchemaRegistry;
import io.sightglass.prove.Proof;
import io.sightglass.prove.ProofReader;
import io.sightglass.prove.ProofRun;
import io.sightglass.scan.Scan;
import io.sightglass.schema.LocalSchemas;
import io.sightglass.schema.SchemaCatalog;
import io.sightglass.schema.search.SchemaSearch;
import io.sightglass.tail.Tail;
import io.sightglass.tail.TailLimits;
import io.sightglass.tail.TailSession;
import io.sightglass.tail.filter.RecordDecoder;
import io.sightglass.tail.filter.RecordPredicate;
import io.sightglass.tail.find.TopicSearch;
import io.sightglass.worker.ResultTopic;
import io.sightglass.worker.WorkOrder;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// An open connection and everything that reading over it needs. Its schema folders are watched, so
/// that local schemas and contracts are those of now. Closing it closes cluster and registry; tails
/// are closed by whoever started them.
public final class Connection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final ClusterProfile profile;
    private final Cluster cluster;
    private final @Nullable SchemaRegistry registry;
    private final SchemaFolders folders;
    private final Decoders decoders;
    private final SchemaSearch search;
    private final Masking masking;
    private volatile @Nullable TopicChoices choices;

    private Connection(ClusterProfile profile, Cluster cluster, @Nullable SchemaRegistry registry) {
        // Whoever looks at an open connection has no use for the values.
        this.profile = profile.mapSecrets((_, secret) -> Secret.named(secret.name()));
        this.cluster = cluster;
        this.registry = registry;
        this.folders = new SchemaFolders(profile.schemaFolders(), registry);
        this.decoders = new Decoders(folders.schemas());
        this.search = new SchemaSearch(registry, this::local);
        this.masking = new Masking(folders::contracts);
    }

    /// Connects to the cluster and reads the local schemas; the registry is asked when something
    /// needs it.
    ///
    /// @param profile with the values of its secrets
    public static Connection open(Connector connector, ClusterProfile profile)
            throws ConnectionFailure {
        for (var secret : profile.secrets()) {
            if (!secret.isKnown()) {
                throw new ConnectionFailure(
                        Sentence.builder()
                                .text("The secret ")
                                .strong(secret.name())
                                .text(" is not known here; give it again in the connection.")
                                .build());
            }
        }
        var registry = connector.registry(profile);
        try {
            return new Connection(profile, connector.connect(profile), registry);
        } catch (ConnectionFailure failure) {
            if (registry != null) {
                registry.close();
            }
            throw failure;
        }
    }

    public ClusterProfile profile() {
        return profile;
    }

    public Cluster cluster() {
        return cluster;
    }

    public @Nullable SchemaRegistry registry() {
        return registry;
    }

    /// The local schemas as they are now: a saved file makes new ones.
    public LocalSchemas local() {
        return folders.schemas().local();
    }

    public SchemaCatalog schemas() {
        return folders.schemas();
    }

    /// The search over all schemas. It reads none before it is asked for the first time.
    public SchemaSearch search() {
        return search;
    }

    /// The contracts as they are now: a saved file makes new ones.
    public Contracts contracts() {
        return folders.contracts();
    }

    /// Grows after anything has changed by which records are read and judged: local schemas,
    /// bindings, contracts, what a person said of a topic. What was decoded before is to be decoded
    /// again.
    public long edition() {
        return decoders.edition() + folders.contractEdition();
    }

    /// The same, and also after something is shown that was masked, or the other way round. What is
    /// shown of decoded records is to be made again.
    public long shownEdition() {
        return edition() + masking.edition();
    }

    public Decoders decoders() {
        return decoders;
    }

    /// What of the data is not shown, and whether it is all the same.
    public Masking masking() {
        return masking;
    }

    /// Reads topics as was kept for this connection, by its profile's name, and keeps from now on
    /// what is to be remembered. Comes before the first tail.
    public void keepChoicesIn(TopicChoices kept) {
        choices = kept;
        masking.keepIn(kept.masked(), profile.name());
        kept.of(profile.name())
                .forEach((place, options) -> decoders.choose(place.topic(), place.part(), options));
    }

    /// How a topic's keys or values are to be read from now on: in the open tails too, which judge
    /// again what they hold. [DecodeOptions#NONE] takes back what was said, and forgets what was
    /// kept.
    ///
    /// @param remember whether that is kept for the next time
    /// @return a sentence where it could not be kept; it counts all the same until the connection
    ///   is closed
    public Optional<Sentence> choose(
            String topic, Part part, DecodeOptions options, boolean remember) {
        decoders.choose(topic, part, options);
        var kept = choices;
        if (kept == null || !(remember || options.equals(DecodeOptions.NONE))) {
            return Optional.empty();
        }
        try {
            kept.keep(profile.name(), topic, part, options);
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("a choice could not be kept", e);
            return Optional.of(
                    Sentence.builder()
                            .text("How ")
                            .strong(topic)
                            .text(
                                    " is read could not be kept for the next time; it counts until"
                                            + " the")
                            .text(" connection is closed.")
                            .build());
        }
    }

    /// Starts a tail that holds every record against the topic's contract.
    public Tail tail(ReadRequest request, TailLimits limits) {
        var sampling = new RuleSampling();
        return TailSession.start(
                cluster::open,
                request,
                decoders,
                part -> contracts().sink(request.topic(), part, false, sampling),
                this::edition,
                sampling,
                limits);
    }

    /// Looks through all that a topic holds now, and keeps what matches. Returns at once; whoever
    /// started it closes its tail.
    ///
    /// @param partitions empty for all
    public TopicSearch find(
            String topic, Set<Integer> partitions, RecordPredicate predicate, TailLimits limits) {
        var sampling = new RuleSampling();
        return TopicSearch.start(
                cluster,
                topic,
                partitions,
                predicate,
                () -> recordDecoder(topic, predicate),
                () -> schemas().generation(),
                Scan.PATIENCE,
                opening ->
                        TailSession.start(
                                opening,
                                TopicSearch.request(topic, partitions),
                                decoders,
                                part -> contracts().sink(topic, part, false, sampling),
                                this::edition,
                                sampling,
                                limits));
    }

    /// Makes what a predicate looks at: held to the contract's rules where it may ask for findings.
    /// For one thread.
    public RecordDecoder recordDecoder(String topic, RecordPredicate predicate) {
        return RecordDecoder.of(
                decoders,
                predicate.wantsFindings()
                        ? part -> contracts().sink(topic, part, true)
                        : _ -> FindingSink.collecting());
    }

    /// Proves a reader's schema against a span of a topic, read as was said of the topic. Returns
    /// at once; whoever started it closes it.
    ///
    /// @param limit how many records at most
    public Scan<Proof> prove(ReadRequest request, long limit, ProofReader reader) {
        return prove(request, limit, reader, Scan.PATIENCE);
    }

    /// @param patience how long a schema that is on its way is waited for
    public Scan<Proof> prove(
            ReadRequest request, long limit, ProofReader reader, Duration patience) {
        var options = decoders.chosen(request.topic(), Part.VALUE);
        return ProofRun.onTopic(
                cluster,
                request,
                limit,
                options,
                reader,
                masking.of(request.topic(), Part.VALUE),
                patience);
    }

    /// The same against what a tail holds now.
    public Scan<Proof> prove(Tail tail, ProofReader reader) {
        return ProofRun.onTail(
                tail,
                decoders.chosen(tail.topic(), Part.VALUE),
                reader,
                masking.of(tail.topic(), Part.VALUE));
    }

    /// Checks a span of a topic against its contract. Returns at once; whoever started it closes
    /// it.
    ///
    /// @param patience how long a schema that is on its way is waited for
    public Scan<Indicators> check(ReadRequest request, Choice choice, Duration patience) {
        return Check.onTopic(
                cluster, request, choice, decoders, contracts(), masks(request.topic()), patience);
    }

    /// The same for what a tail holds, and what it reads from now on.
    public Scan<Indicators> check(Tail tail) {
        return Check.onTail(tail, decoders, contracts(), masks(tail.topic()));
    }

    /// What one of many workers is to do that check a topic together, as was said of the topic.
    ///
    /// @param filter how the choice's filter was typed; null where there is none
    /// @param by who works where, for people
    /// @throws ConnectionFailure where this connection is read-only, or the topic's name is too
    ///   long for results beside it; the sentence says what to change
    public WorkOrder workOrder(
            String name, ReadRequest request, Choice choice, @Nullable String filter, String by)
            throws ConnectionFailure {
        var topic = request.topic();
        return new WorkOrder(
                cluster,
                profile.writePermission().orElseThrow(() -> readOnly(name, topic)),
                ResultTopic.of(topic).orElseThrow(() -> tooLong(topic)),
                name,
                request,
                choice,
                filter,
                decoders,
                contracts(),
                masks(topic),
                by);
    }

    private ConnectionFailure readOnly(String name, String topic) {
        boolean kept = !profile.name().isEmpty() && !profile.name().equals(profile.bootstrap());
        return new ConnectionFailure(
                Sentence.builder()
                        .text("The connection ")
                        .strong(kept ? profile.name() : profile.bootstrap())
                        .text(" is read-only, and workers write: they would join consumer group ")
                        .strong(name)
                        .text(" and keep their results in topic ")
                        .strong(ResultTopic.of(topic).orElse(topic))
                        .text(
                                ". Allow it in the connection's form in the window, with"
                                        + " connections writable NAME, or, where it is not kept,"
                                        + " with --writable.")
                        .build());
    }

    private static ConnectionFailure tooLong(String topic) {
        return new ConnectionFailure(
                Sentence.builder()
                        .text("The name of topic ")
                        .strong(topic)
                        .text(" is too long for a topic with results beside it.")
                        .build());
    }

    private Function<Part, Masks.Source> masks(String topic) {
        return part -> masking.of(topic, part);
    }

    /// Reads one half of a record in full, contract included, as it may be shown. For inspecting:
    /// not on the window's thread.
    public Decoded decode(RawRecord record, Part part) {
        return reader().read(record, part).shown().decoded();
    }

    /// The same as `options` say, whatever was said of the topic, with up to `values` values, where
    /// it has more than are usually read; and its bytes.
    public Masked decode(RawRecord record, Part part, DecodeOptions options, int values) {
        return reader(decoders.newDecoder(options, values)).read(record, part).shown();
    }

    /// Tries payloads before they are sent.
    public Gate gate() {
        return new Gate(decoders.schemas(), this::contracts);
    }

    /// What payloads that are tried are encoded with.
    public Targets targets() {
        return new Targets(decoders);
    }

    /// A reader for one thread, by what is in force now.
    public PayloadReader reader() {
        return reader(decoders.newDecoder());
    }

    /// The same, with a decoder of one's own.
    public PayloadReader reader(Decoder decoder) {
        return new PayloadReader(decoder, contracts(), masking, null);
    }

    /// The same, where not all records may be held to the rules that cost much.
    ///
    /// @param sampling says which ones are; belongs to the same thread
    public PayloadReader reader(Decoder decoder, RuleSampling sampling) {
        return new PayloadReader(decoder, contracts(), masking, sampling);
    }

    @Override
    public void close() {
        search.close();
        cluster.close();
        folders.close();
        if (registry != null) {
            registry.close();
        }
    }
}
