package io.sightglass.contract.cel;

import io.sightglass.model.Node;

import org.jspecify.annotations.Nullable;

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// A map of a payload; of a key that stands twice, the last counts. All keys are text.
final class EntryMap extends AbstractMap<String, Object> {
    private final CelValues values;
    private final Node.MapNode map;

    EntryMap(CelValues values, Node.MapNode map) {
        this.values = values;
        this.map = map;
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        var entries = map.entries();
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (entries.get(i).key().equals(key)) {
                return values.of(entries.get(i).value());
            }
        }
        return null;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return get(key) != null;
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        var all = new LinkedHashMap<String, Object>();
        for (var entry : map.entries()) {
            var value = values.of(entry.value());
            if (value != null) {
                all.put(entry.key(), value);
            }
        }
        return all.entrySet();
    }
}
