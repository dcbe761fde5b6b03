package io.sightglass.model;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A record's headers: an ordered multimap, duplicates kept.
public record Headers(List<Header> list) {
    public static final Headers NONE = new Headers(List.of());

    public Headers {
        list = List.copyOf(list);
    }

    /// The last header of that name, as Kafka's own `lastHeader` answers, or null.
    public @Nullable Header last(String name) {
        for (int i = list.size() - 1; i >= 0; i--) {
            if (list.get(i).name().equals(name)) {
                return list.get(i);
            }
        }
        return null;
    }

    public int size() {
        return list.size();
    }
}
