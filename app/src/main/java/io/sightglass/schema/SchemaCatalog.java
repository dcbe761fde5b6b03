package io.sightglass.schema;

import com.google.protobuf.Descriptors.Descriptor;

import io.sightglass.model.Part;
import io.sightglass.model.SchemaRef;
import io.sightglass.model.Sentence;
import io.sightglass.port.SchemaRegistry;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/// Answers from a registry (in the background, with what has arrived kept) and from local schemas
/// (at once). The local schemas may be replaced as a whole ([#replaceLocal]) while others ask.
///
/// Closing it ends the asking; what is known stays known. It closes no registry.
public final class SchemaCatalog implements Schemas, AutoCloseable {
    private final @Nullable String address;
    private final AtomicLong generation = new AtomicLong();
    private final AtomicLong edition = new AtomicLong();
    private final @Nullable RegistrySchemas remote;
    private final @Nullable SubjectVersions later;
    private volatile LocalSchemas local;

    public SchemaCatalog(@Nullable SchemaRegistry registry, LocalSchemas local) {
        this.local = local;
        this.address = registry == null ? null : shown(registry.address());
        this.remote =
                registry == null
                        ? null
                        : new RegistrySchemas(
                                registry, shown(registry.address()), generation::incrementAndGet);
        this.later =
                remote == null ? null : new SubjectVersions(remote, generation::incrementAndGet);
    }

    /// The local schemas as they are now.
    public LocalSchemas local() {
        return local;
    }

    /// Answers from other local schemas from now on.
    public void replaceLocal(LocalSchemas schemas) {
        boolean alike;
        synchronized (edition) {
            alike = schemas.readLike(local);
            local = schemas;
        }
        // after the answers have changed, so that whoever sees it asks for the new ones
        if (!alike) {
            edition.incrementAndGet();
        }
        generation.incrementAndGet();
    }

    @Override
    public Lookup lookup(SchemaRef ref) {
        return switch (ref) {
            case SchemaRef.LocalFile file ->
                    local.find(file).<Lookup>map(Lookup.Found::new).orElseGet(() -> notLocal(file));
            case SchemaRef.ByFingerprint(var fingerprint) ->
                    local.byFingerprint(fingerprint)
                            .<Lookup>map(Lookup.Found::new)
                            .orElseGet(() -> noFingerprint(fingerprint));
            case SchemaRef.ByGlobalId _,
                    SchemaRef.ByContentId _,
                    SchemaRef.ByContentHash _,
                    SchemaRef.ByArtifact _ ->
                    byApicurio(ref);
            case SchemaRef.ByGlueVersion _ ->
                    Lookup.Missing.of(
                            Sentence.of(
                                    RegistrySchemas.named(ref)
                                            + " is one that AWS Glue gives out, and Sightglass"
                                            + " asks only registries with Confluent's API; bind a"
                                            + " local schema to the topic with \"decode as\" to"
                                            + " read the value."));
            // A path without a subject would ask for the registry's own list.
            case SchemaRef.BySubjectVersion(var subject, _) when subject.isBlank() ->
                    Lookup.Missing.of(
                            Sentence.of(
                                    "A version alone names no schema; it needs the subject that it"
                                            + " is a version of, such as orders-value:2."));
            case SchemaRef.ById _, SchemaRef.ByGuid _, SchemaRef.BySubjectVersion _ ->
                    remote == null
                            ? Lookup.Missing.of(
                                    RegistrySchemas.named(ref)
                                            + " cannot be looked up, because this connection has no"
                                            + " registry")
                            : remote.lookup(ref);
        };
    }

    private Lookup byApicurio(SchemaRef ref) {
        var asked = asConfluent(ref);
        var answer =
                remote == null || asked.equals(ref)
                        ? Lookup.Missing.of(notApicurio(ref))
                        : remote.lookup(asked);
        return answer instanceof Lookup.Missing ? Lookup.Missing.of(notApicurio(ref)) : answer;
    }

    /// Apicurio's names as its Confluent API (`ccompat`) knows them: ids are content ids, or global
    /// ids where it was set up so; an artifact of the default group is a subject. What has no such
    /// name stays as it is.
    private static SchemaRef asConfluent(SchemaRef ref) {
        return switch (ref) {
            case SchemaRef.ByGlobalId(var id) when isConfluent(id) -> new SchemaRef.ById((int) id);
            case SchemaRef.ByContentId(var id) when isConfluent(id) -> new SchemaRef.ById((int) id);
            case SchemaRef.ByArtifact(var group, var artifact, var version)
                    when version.matches("[1-9][0-9]{0,8}")
                            && (group.isEmpty() || group.equals("default")) ->
                    new SchemaRef.BySubjectVersion(artifact, Integer.parseInt(version));
            default -> ref;
        };
    }

    private static boolean isConfluent(long id) {
        return id > 0 && id <= Integer.MAX_VALUE;
    }

    private Sentence notApicurio(SchemaRef ref) {
        return Sentence.of(
                RegistrySchemas.named(ref)
                        + " is one that an Apicurio registry gives out, and "
                        + (address == null
                                ? "this connection has no registry"
                                : "the registry at " + address + " does not know it")
                        + "; bind a local schema to the topic with \"decode as\" to read the"
                        + " value.");
    }

    /// Of each of the registry's subjects, the latest version that has been fetched so far, by
    /// subject. Asks for nothing.
    public List<ResolvedSchema> latestKnown() {
        if (remote == null) {
            return List.of();
        }
        var latest = new TreeMap<String, ResolvedSchema>();
        for (var schema : remote.known()) {
            var subject = schema.info().subject();
            if (subject != null && schema.info().version() != null) {
                latest.merge(subject, schema, SchemaCatalog::later);
            }
        }
        return List.copyOf(latest.values());
    }

    private static ResolvedSchema later(ResolvedSchema a, ResolvedSchema b) {
        return version(a) >= version(b) ? a : b;
    }

    private static int version(ResolvedSchema schema) {
        var version = schema.info().version();
        return version == null ? 0 : version;
    }

    /// The answer as it is when the registry has been asked once: waits for that, at most
    /// `timeout`. For the command line; never on the window's thread.
    public Lookup await(SchemaRef ref, Duration timeout) {
        var lookup = lookup(ref);
        if (lookup instanceof Lookup.Pending && remote != null) {
            remote.await(asConfluent(ref), timeout);
            return lookup(ref);
        }
        return lookup;
    }

    @Override
    public @Nullable Descriptor message(String fullName) {
        return local.declared(fullName);
    }

    @Override
    public Optional<ResolvedSchema> bound(String topic, Part part) {
        return local.bound(topic, part);
    }

    @Override
    public List<ResolvedSchema> later(ResolvedSchema schema) {
        return later == null ? List.of() : later.after(schema);
    }

    @Override
    public long generation() {
        return generation.get();
    }

    @Override
    public long edition() {
        return edition.get();
    }

    @Override
    public @Nullable String registryAddress() {
        return address;
    }

    @Override
    public void close() {
        if (remote != null) {
            remote.close();
        }
    }

    /// `http://localhost:8081/` is `localhost:8081` in sentences.
    private static String shown(String address) {
        var bare = address.startsWith("http://") ? address.substring(7) : address;
        return bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare;
    }

    private static Lookup notLocal(SchemaRef.LocalFile file) {
        var name = file.type().isEmpty() ? file.path() : file.path() + "#" + file.type();
        return Lookup.Missing.of(name + " is not among the local schemas");
    }

    private static Lookup noFingerprint(long fingerprint) {
        return Lookup.Missing.of(
                "No local Avro schema has the fingerprint " + String.format("%016x", fingerprint));
    }
}
