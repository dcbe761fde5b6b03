package io.sightglass.indicator;

import io.sightglass.contract.Contract;
import io.sightglass.contract.Contracts;
import io.sightglass.contract.RuleSet;
import io.sightglass.decode.Decoders;
import io.sightglass.decode.mask.Masks;
import io.sightglass.model.Headers;
import io.sightglass.model.Mark;
import io.sightglass.model.Part;
import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// A check of some of a topic's records, which can be written down, gone on with by somebody else,
/// and put together with those of the other records. For one thread.
///
/// Whatever is a number of records is exact in what is put together; different values and the most
/// frequent ones are as good as their sketches.
public final class SharedCheck {
    private final Gathering gathering;

    private SharedCheck(Gathering gathering) {
        this.gathering = gathering;
    }

    /// One that has counted nothing yet.
    ///
    /// @param masking what of keys and of values is not told, and not written down
    public static SharedCheck of(
            String topic,
            Decoders decoders,
            Contracts contracts,
            Function<Part, Masks.Source> masking,
            Choice choice) {
        return new SharedCheck(
                new Gathering(
                        topic, contracts, decoders, masking, choice, null, InstantSource.system()));
    }

    /// What all of them know together.
    ///
    /// @param saved what [#save] wrote, of different records each
    /// @param only as in [Choice]: what is promised is judged where this is empty
    /// @param complete whether these are all records that were asked for
    /// @throws IllegalArgumentException where one of them is not to be understood
    public static Indicators together(
            String topic,
            Collection<JsonNode> saved,
            Set<Mark> only,
            boolean complete,
            Decoders decoders) {
        try {
            var contract = saved.stream().findFirst().map(one -> contract(topic, one)).orElse(null);
            var gathering =
                    new Gathering(
                            topic,
                            contract,
                            Contracts.none(),
                            decoders,
                            _ -> Masks.Source.NONE,
                            new Choice(only, null, Long.MAX_VALUE),
                            null,
                            InstantSource.system());
            saved.forEach(gathering::add);
            return gathering.figures(complete);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("what was counted is not to be understood", e);
        }
    }

    /// Of the contract that was held, what is needed: its name and its promises.
    private static @Nullable Contract contract(String topic, JsonNode saved) {
        var name = Saved.text(saved, "contract");
        return name == null
                ? null
                : new Contract(
                        name,
                        topic,
                        null,
                        null,
                        Path.of(""),
                        RuleSet.NONE,
                        null,
                        List.of(),
                        Levels.promised(saved));
    }

    /// Counts a record, unless a schema of it is on its way; answers whether it was looked at.
    public boolean add(
            int partition,
            long offset,
            long timestamp,
            Headers headers,
            @Nullable ByteBuffer key,
            @Nullable ByteBuffer value) {
        return gathering.add(false, partition, offset, timestamp, headers, key, value);
    }

    /// Why a record's schema is not here; null where nothing says so.
    public @Nullable Sentence obstacle(
            Headers headers, @Nullable ByteBuffer key, @Nullable ByteBuffer value) {
        return gathering.obstacle(headers, key, value);
    }

    /// So many records were gone before they could be looked at.
    public void gone(long records) {
        gathering.gone(records);
    }

    /// How many records were looked at.
    public long records() {
        return gathering.records();
    }

    /// Writes down all that was counted. Values that are masked are not in it.
    public void save(ObjectNode to) {
        gathering.save(to);
    }

    /// Goes on where somebody else was.
    ///
    /// @param saved what [#save] wrote
    /// @throws IllegalArgumentException where it is not to be understood; this one is of no use
    ///   then
    public void resume(JsonNode saved) {
        try {
            gathering.add(saved);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("what was counted is not to be understood", e);
        }
    }
}
