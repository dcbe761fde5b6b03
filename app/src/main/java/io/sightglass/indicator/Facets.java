package io.sightglass.indicator;

import io.sightglass.indicator.Indicators.By;
import io.sightglass.indicator.Indicators.Facet;
import io.sightglass.indicator.Indicators.Share;
import io.sightglass.model.Header;
import io.sightglass.model.Headers;

import org.apache.datasketches.common.ArrayOfStringsSerDe;
import org.apache.datasketches.frequencies.ErrorType;
import org.apache.datasketches.frequencies.FrequentItemsSketch;
import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the records with findings have in common, for "since when, and who sends it?". The most
/// frequent values of each kind, by the sketch of DataSketches: bounded, and right within an error
/// that is told.
final class Facets {
    private static final int SKETCH = 1_024;
    private static final int TOP = 12;
    private static final int LONGEST = 60;
    private static final int BYTES = 16;
    private static final int MOST_HEADERS = 32;

    static final String WHOLE = "the whole record";
    static final String NO_KEY = "no key";
    static final String SILENT = "does not say";
    static final String IS = " = ";

    /// Headers by which producers tell who they are, the first that is there counts.
    static final List<String> PRODUCERS =
            List.of("producer", "source", "ce_source", "client.id", "client-id", "service", "app");

    /// The trace of W3C Trace Context is another in every record, so it says nothing.
    private static final Set<String> TRACES = Set.of("traceparent", "tracestate", "b3");

    private final Map<By, FrequentItemsSketch<String>> sketches = new EnumMap<>(By.class);
    private long records;

    Facets() {
        for (var by : By.values()) {
            sketches.put(by, new FrequentItemsSketch<>(SKETCH));
        }
    }

    private void add(By by, String value) {
        var sketch = sketches.get(by);
        if (sketch != null) {
            sketch.update(value);
        }
    }

    /// Counts one record with findings.
    ///
    /// @param schema what it was read with, or would have been
    void add(
            Set<RuleTallies.Named> broken,
            String schema,
            int partition,
            Headers headers,
            byte @Nullable [] key) {
        records++;
        var seen = new java.util.HashSet<String>();
        for (var named : broken) {
            if (seen.add("r" + named.rule())) {
                add(By.RULE, named.rule());
            }
            if (seen.add("p" + named.path())) {
                add(By.FIELD, named.path().isEmpty() ? WHOLE : named.path());
            }
        }
        add(By.SCHEMA, schema);
        add(By.PARTITION, Integer.toString(partition));
        add(By.PRODUCER, producer(headers));
        add(By.KEY, key == null ? NO_KEY : shown(key));
        int count = 0;
        for (var header : headers.list()) {
            if (!TRACES.contains(header.name()) && count++ < MOST_HEADERS) {
                add(By.HEADER, clip(header.name()) + IS + value(header));
            }
        }
    }

    private static String producer(Headers headers) {
        for (var name : PRODUCERS) {
            var header = headers.last(name);
            if (header != null) {
                return value(header);
            }
        }
        return SILENT;
    }

    private static String value(Header header) {
        var bytes = header.value();
        return bytes == null ? "null" : shown(bytes);
    }

    /// Text as it is, other bytes in hex.
    static String shown(byte[] bytes) {
        int length = Math.min(bytes.length, 4 * LONGEST);
        try {
            var text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes, 0, length))
                            .toString();
            if (text.chars().noneMatch(Character::isISOControl)) {
                return clip(text);
            }
        } catch (CharacterCodingException e) {
            // not text, or cut within a character: its bytes are as good a name
        }
        var head = Arrays.copyOf(bytes, Math.min(bytes.length, BYTES));
        return "0x" + HexFormat.of().formatHex(head) + (bytes.length > BYTES ? "…" : "");
    }

    private static String clip(String text) {
        return io.sightglass.decode.Texts.clip(text, LONGEST);
    }

    List<Facet> all() {
        var all = new ArrayList<Facet>();
        for (var by : By.values()) {
            var sketch = sketches.get(by);
            if (sketch == null || sketch.isEmpty()) {
                continue;
            }
            var top =
                    Arrays.stream(sketch.getFrequentItems(ErrorType.NO_FALSE_NEGATIVES))
                            .map(row -> new Share(row.getItem(), row.getEstimate()))
                            .sorted(Share.MOST_FIRST)
                            .limit(TOP)
                            .toList();
            all.add(new Facet(by, records, top, sketch.getMaximumError()));
        }
        return all;
    }

    void save(ObjectNode to) {
        var all = to.putObject("facets").put("n", records);
        for (var by : By.values()) {
            var sketch = sketches.get(by);
            if (sketch != null && !sketch.isEmpty()) {
                all.put(by.name(), sketch.toByteArray(new ArrayOfStringsSerDe()));
            }
        }
    }

    /// Counts what another has counted.
    void add(JsonNode saved) {
        var all = saved.path("facets");
        records += all.path("n").asLong();
        for (var by : By.values()) {
            var sketch = sketches.get(by);
            var bytes = all.path(by.name());
            if (sketch != null && (bytes.isString() || bytes.isBinary())) {
                sketch.merge(
                        FrequentItemsSketch.getInstance(
                                MemorySegment.ofArray(Saved.bytes(bytes)),
                                new ArrayOfStringsSerDe()));
            }
        }
    }
}
