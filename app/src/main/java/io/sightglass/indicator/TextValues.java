package io.sightglass.indicator;

import io.sightglass.decode.Texts;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The values of a text field, as long as they are few. Allocates for a value that was never there
/// before only.
final class TextValues {
    static final int MOST = 16;
    private static final int LONGEST = 48;

    private byte @Nullable [] @Nullable [] values = new byte[MOST][];
    private final boolean[] escapes = new boolean[MOST];
    private final long[] counts = new long[MOST];
    private int size;

    /// Whether there are no more of them, so that they are all known.
    boolean isKnown() {
        return values != null;
    }

    void add(byte[] array, int from, int to, boolean escaped) {
        var known = values;
        if (known == null) {
            return;
        }
        for (int i = 0; i < size; i++) {
            var value = known[i];
            if (value != null
                    && escapes[i] == escaped
                    && Arrays.equals(value, 0, value.length, array, from, to)) {
                counts[i]++;
                return;
            }
        }
        if (size == MOST || to - from > LONGEST) {
            values = null;
            return;
        }
        known[size] = Arrays.copyOfRange(array, from, to);
        escapes[size] = escaped;
        counts[size++] = 1;
    }

    void add(String symbol) {
        // looked for by its text all the same: constants are few, and so are their bytes
        var known = values;
        if (known == null) {
            return;
        }
        for (int i = 0; i < size; i++) {
            var value = known[i];
            if (value != null && equal(value, symbol)) {
                counts[i]++;
                return;
            }
        }
        var bytes = symbol.getBytes(StandardCharsets.UTF_8);
        add(bytes, 0, bytes.length, false);
    }

    private static boolean equal(byte[] value, String symbol) {
        if (value.length != symbol.length()) {
            return false;
        }
        for (int i = 0; i < value.length; i++) {
            if ((value[i] & 0xff) != symbol.charAt(i) || value[i] < 0) {
                return false;
            }
        }
        return true;
    }

    /// The values, the most frequent first; empty where there are too many.
    List<Indicators.Share> all() {
        var known = values;
        var all = new ArrayList<Indicators.Share>();
        for (int i = 0; known != null && i < size; i++) {
            var value = known[i];
            if (value != null) {
                var text = Texts.decode(value, 0, value.length, escapes[i]);
                all.add(new Indicators.Share(text, counts[i]));
            }
        }
        all.sort(Indicators.Share.MOST_FIRST);
        return all;
    }

    /// The values with how often each was there; null where they are too many.
    @Nullable ArrayNode save() {
        var known = values;
        if (known == null) {
            return null;
        }
        var all = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < size; i++) {
            all.addObject().put("value", known[i]).put("escaped", escapes[i]).put("n", counts[i]);
        }
        return all;
    }

    /// Counts what another has counted.
    ///
    /// @param saved what [#save] gave
    void add(JsonNode saved) {
        if (!saved.isArray()) {
            values = null;
            return;
        }
        for (var each : saved.values()) {
            var bytes = Saved.bytes(each.path("value"));
            boolean escaped = each.path("escaped").asBoolean();
            add(bytes, 0, bytes.length, escaped);
            var known = values;
            if (known == null) {
                return;
            }
            for (int i = 0; i < size; i++) {
                if (escapes[i] == escaped && Arrays.equals(known[i], bytes)) {
                    counts[i] += each.path("n").asLong() - 1;
                }
            }
        }
    }
}
