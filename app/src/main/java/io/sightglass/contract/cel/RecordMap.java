package io.sightglass.contract.cel;

import io.sightglass.model.Node;

import org.jspecify.annotations.Nullable;

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// A record as a map of what a reader sees: the last of a field that stands twice, the default of
/// one that is absent, nothing of one that is damaged.
final class RecordMap extends AbstractMap<String, Object> {
    private final CelValues values;
    private final Node.RecordNode fields;

    RecordMap(CelValues values, Node.RecordNode fields) {
        this.values = values;
        this.fields = fields;
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        var children = fields.children();
        for (int i = children.size() - 1; i >= 0; i--) {
            var child = children.get(i);
            if (child.field().name().equals(name)) {
                return values.of(child);
            }
        }
        return null;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return get(name) != null;
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        var entries = new LinkedHashMap<String, Object>();
        for (var child : fields.children()) {
            var value = values.of(child);
            if (value != null) {
                entries.put(child.field().name(), value);
            }
        }
        return entries.entrySet();
    }
}
