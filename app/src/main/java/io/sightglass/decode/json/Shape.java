package io.sightglass.decode.json;

import io.sightglass.decode.JsonType;
import io.sightglass.model.FieldInfo;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// What a JSON Schema says of a value's structure: its types, its properties, its elements. Filled
/// once, while a [JsonPlan] is compiled, because schemas may contain themselves.
final class Shape {
    /// Says nothing.
    static final Shape ANY = new Shape();

    static final int ANY_TYPE = 0;

    /// A property. `index` is its slot while an object is walked.
    ///
    /// @param required for a reader; the walk leaves it to validation
    record Property(int index, Name name, FieldInfo field, Shape shape, boolean required) {
        /// A bit of its own among those of its object; 0 for all from the 65th on.
        long bit() {
            return index < Long.SIZE ? 1L << index : 0;
        }
    }

    /// The types that are allowed, one bit a [JsonType]; 0 for any.
    int types = ANY_TYPE;

    Property[] properties = {};

    /// Whether other properties than these are forbidden.
    boolean closed;

    /// What other properties are.
    Shape additional = this;

    FieldInfo element = Names.ELEMENT;
    Shape items = this;

    /// Properties by the hash of their name; open addressing.
    private @Nullable Property[] table = {};

    Shape() {}

    boolean allows(JsonType type) {
        return types == ANY_TYPE || (types & type.bit()) != 0;
    }

    void properties(Property[] all) {
        properties = all;
        table = new @Nullable Property[Math.max(4, Integer.highestOneBit(all.length + 1) * 4)];
        for (var property : all) {
            var name = property.name.bytes;
            int slot = slot(Names.hash(name, 0, name.length));
            while (table[slot] != null) {
                slot = (slot + 1) & (table.length - 1);
            }
            table[slot] = property;
        }
    }

    /// The property whose name is the bytes `from` to `to`, their hash given.
    @Nullable Property property(byte[] array, int from, int to, int hash) {
        if (table.length == 0) {
            return null;
        }
        for (int slot = slot(hash); ; slot = (slot + 1) & (table.length - 1)) {
            var property = table[slot];
            if (property == null || same(property, array, from, to)) {
                return property;
            }
        }
    }

    /// The property declared behind the one of index `last`, where that is the one whose name is
    /// the bytes `from` to `to`; else null.
    @Nullable Property guess(int last, byte[] array, int from, int to) {
        if (last + 1 >= properties.length) {
            return null;
        }
        var next = properties[last + 1];
        return same(next, array, from, to) ? next : null;
    }

    private static boolean same(Property property, byte[] array, int from, int to) {
        var name = property.name.bytes;
        return Arrays.equals(name, 0, name.length, array, from, to);
    }

    /// The property declared behind `last`, the first where there is none; null behind the last.
    @Nullable Property behind(@Nullable Property last) {
        int index = last == null ? 0 : last.index + 1;
        return index < properties.length ? properties[index] : null;
    }

    private int slot(int hash) {
        return (hash ^ hash >>> 15) & (table.length - 1);
    }
}
