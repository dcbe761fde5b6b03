package io.sightglass.connect;

import io.sightglass.contract.Contracts;
import io.sightglass.contract.mask.FieldMasks;
import io.sightglass.contract.mask.TaggedFields;
import io.sightglass.decode.mask.Masks;
import io.sightglass.model.DataContract;
import io.sightglass.model.Format;
import io.sightglass.model.Part;
import io.sightglass.schema.ParsedSchema;
import io.sightglass.schema.ResolvedSchema;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/// What of a connection's data is not shown: fields that the topic's contract classifies, that
/// their schema or the registry tags, or that a person named; until somebody asks to see them.
/// Thread-safe.
public final class Masking {
    private static final int MOST = 1_000;
    private static final String KEY = "(key)";

    private final Supplier<Contracts> contracts;
    private final BiFunction<String, Part, Set<String>> besides;
    private final AtomicLong edition = new AtomicLong();

    /// The tagged fields of schemas, by identity: comparing them takes long.
    private final Map<Tagged, Set<String>> tagged = new HashMap<>();

    /// All tagged fields that were met in a topic: for its payloads that are read without a schema.
    private final Map<TopicChoices.Place, Set<String>> met = new ConcurrentHashMap<>();

    private final Map<Set<String>, Masks> made = new ConcurrentHashMap<>();
    private volatile @Nullable MaskedPaths said;
    private volatile String connection = "";
    private volatile boolean revealed;

    private record Tagged(Identity schema, DataContract contract) {}

    private record Identity(ParsedSchema schema) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Identity(var its) && its == schema;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(schema);
        }
    }

    /// Masks that nothing is kept of.
    public Masking(Supplier<Contracts> contracts) {
        this(contracts, (_, _) -> Set.of());
    }

    /// @param besides further fields of a topic's keys or values
    public Masking(Supplier<Contracts> contracts, BiFunction<String, Part, Set<String>> besides) {
        this.contracts = contracts;
        this.besides = besides;
    }

    /// Masks what was kept for a connection, too, and keeps there what is to be remembered.
    void keepIn(MaskedPaths paths, String name) {
        connection = name;
        said = paths;
        edition.incrementAndGet();
    }

    /// Whether values are shown that otherwise are masked.
    public boolean isRevealed() {
        return revealed;
    }

    /// Shows them, or masks them again. It counts until the connection is closed.
    public void reveal(boolean shown) {
        if (revealed != shown) {
            revealed = shown;
            edition.incrementAndGet();
        }
    }

    /// Grows whenever something is shown that was masked, or the other way round.
    public long edition() {
        return edition.get();
    }

    /// Masks a field from now on, or no longer.
    ///
    /// @param path in the topic's values, `items[].name`; after `(key)` in its keys
    /// @throws IOException when it cannot be kept; then nothing has changed
    public void keep(String topic, String path, boolean masked) throws IOException {
        var paths = said;
        if (paths == null) {
            throw new IOException("nothing is kept for this connection");
        }
        paths.keep(connection, topic, path, masked);
        edition.incrementAndGet();
    }

    /// Whether fields can be named that are masked from now on.
    public boolean keeps() {
        return said != null;
    }

    /// The fields that a person has named.
    public Set<String> kept(String topic) {
        var paths = said;
        return paths == null ? Set.of() : paths.of(connection, topic);
    }

    /// Whether there is anything to mask in a topic, as far as is known.
    public boolean concerns(String topic) {
        return isConcerned(topic, Part.VALUE) || isConcerned(topic, Part.KEY);
    }

    private boolean isConcerned(String topic, Part part) {
        return !named(topic, part).isEmpty()
                || met.containsKey(new TopicChoices.Place(topic, part));
    }

    /// What is masked of a topic's keys or values as long as nobody has asked to see it.
    public Masks.Source of(String topic, Part part) {
        return (format, schema) -> revealed ? Masks.NONE : masks(topic, part, format, schema);
    }

    /// The same, whatever anybody asked.
    public Masks.Source always(String topic, Part part) {
        return (format, schema) -> masks(topic, part, format, schema);
    }

    private Masks masks(
            String topic, Part part, @Nullable Format format, @Nullable ResolvedSchema schema) {
        var names = named(topic, part);
        if (names.contains("")) {
            return Masks.ALL;
        }
        var place = new TopicChoices.Place(topic, part);
        if (schema != null) {
            var tags = tagged(schema);
            if (!tags.isEmpty()) {
                met.merge(place, tags, Masking::joined);
                names = joined(names, tags);
            }
        } else {
            names = joined(names, met.getOrDefault(place, Set.of()));
        }
        if (names.isEmpty()) {
            return Masks.NONE;
        }
        if (!hasPaths(format, schema)) {
            return Masks.ALL;
        }
        if (made.size() > MOST) {
            made.clear();
        }
        return made.computeIfAbsent(names, FieldMasks::of);
    }

    /// Whether places in such payloads have the names that masks go by.
    private static boolean hasPaths(@Nullable Format format, @Nullable ResolvedSchema schema) {
        return switch (format) {
            case AVRO, JSON, CBOR, MESSAGEPACK -> true;
            case PROTOBUF -> schema != null;
            case XML, TEXT, BYTES -> false;
            case null -> false;
        };
    }

    /// By contract, and by what people said.
    private Set<String> named(String topic, Part part) {
        var all = new LinkedHashSet<>(besides.apply(topic, part));
        if (part == Part.VALUE) {
            contracts.get().forTopic(topic).ifPresent(contract -> all.addAll(contract.masked()));
        }
        for (var path : kept(topic)) {
            boolean ofKey = path.startsWith(KEY);
            if (ofKey && part == Part.KEY) {
                var rest = path.substring(KEY.length());
                all.add(rest.startsWith(".") ? rest.substring(1) : rest);
            } else if (!ofKey && part == Part.VALUE) {
                all.add(path);
            }
        }
        return all;
    }

    private Set<String> tagged(ResolvedSchema schema) {
        var key = new Tagged(new Identity(schema.parsed()), schema.contract());
        synchronized (tagged) {
            if (tagged.size() > MOST) {
                tagged.clear();
            }
            return tagged.computeIfAbsent(key, _ -> TaggedFields.of(schema));
        }
    }

    private static Set<String> joined(Set<String> some, Set<String> more) {
        if (some.containsAll(more)) {
            return some;
        }
        var all = new LinkedHashSet<>(some);
        all.addAll(more);
        return all;
    }
}
