package io.sightglass.decode;

import io.sightglass.model.FieldInfo;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// Where in a payload a walk is: the open records, lists and maps, with the element or key that is
/// current in each. Reused from payload to payload; grows only with nesting, which [Limits] bounds.
final class PathStack {
    private static final byte RECORD = 0;
    private static final byte LIST = 1;
    private static final byte TEXT_MAP = 2;
    private static final byte INTEGER_MAP = 3;

    private byte[] kinds = new byte[16];
    private FieldInfo[] fields = new FieldInfo[16];
    private @Nullable String[] types = new String[16];

    /// In a list: the index of the value last begun. In a map: -1 between a key and its value, 0
    /// within the value, 1 where no key counts.
    private int[] indexes = new int[16];

    /// In a map: the integer key, or the text key's position as `from << 32 | to`.
    private long[] keys = new long[16];

    private int depth;

    void clear() {
        depth = 0;
    }

    /// A value begins in the innermost container.
    void value() {
        if (depth > 0) {
            indexes[depth - 1]++;
        }
    }

    void enterRecord(FieldInfo field, String typeName) {
        value();
        push(RECORD, field, typeName, 0);
    }

    void enterList(FieldInfo field, int firstIndex) {
        value();
        push(LIST, field, null, firstIndex - 1);
    }

    void enterMap(FieldInfo field) {
        value();
        push(TEXT_MAP, field, null, 1);
    }

    void exit() {
        depth--;
    }

    void textKey(int from, int to) {
        kinds[depth - 1] = TEXT_MAP;
        keys[depth - 1] = (long) from << 32 | to;
        indexes[depth - 1] = -1;
    }

    void integerKey(long key) {
        kinds[depth - 1] = INTEGER_MAP;
        keys[depth - 1] = key;
        indexes[depth - 1] = -1;
    }

    /// Bytes of the innermost container that yield no value. They stand for the element, or the
    /// key's value, that should be there; for the map itself where a key should be.
    void damaged() {
        value();
        if (depth > 0 && kinds[depth - 1] >= TEXT_MAP && indexes[depth - 1] > 0) {
            indexes[depth - 1] = 1;
        }
    }

    /// The full name of the innermost record's type, or null outside of any.
    @Nullable String typeName() {
        for (int i = depth - 1; i >= 0; i--) {
            if (kinds[i] == RECORD) {
                return types[i];
            }
        }
        return null;
    }

    /// The path of the innermost container.
    String path(byte[] array, int offset) {
        var path = new StringBuilder();
        for (int i = 1; i < depth; i++) {
            append(path, i - 1, fields[i], 0, array, offset);
        }
        return path.toString();
    }

    /// The path of a value in the innermost container. `ahead` is 0 for the value last begun and 1
    /// for the one that comes next.
    String path(FieldInfo field, int ahead, byte[] array, int offset) {
        if (depth == 0) {
            return "";
        }
        var path = new StringBuilder(path(array, offset));
        append(path, depth - 1, field, ahead, array, offset);
        return path.toString();
    }

    private void append(
            StringBuilder path, int parent, FieldInfo field, int ahead, byte[] array, int offset) {
        switch (kinds[parent]) {
            case LIST -> path.append('[').append(indexes[parent] + ahead).append(']');
            case INTEGER_MAP -> {
                if (indexes[parent] < 1) {
                    path.append(Paths.integerKey(fields[parent], keys[parent]));
                }
            }
            case TEXT_MAP -> {
                if (indexes[parent] < 1) {
                    int from = (int) (keys[parent] >>> 32);
                    int to = (int) keys[parent];
                    path.append(Paths.textKey(Texts.decode(array, offset + from, offset + to)));
                }
            }
            default -> Paths.append(path, field.name());
        }
    }

    private void push(byte kind, FieldInfo field, @Nullable String typeName, int index) {
        if (depth == kinds.length) {
            int more = depth * 2;
            kinds = Arrays.copyOf(kinds, more);
            fields = Arrays.copyOf(fields, more);
            types = Arrays.copyOf(types, more);
            indexes = Arrays.copyOf(indexes, more);
            keys = Arrays.copyOf(keys, more);
        }
        kinds[depth] = kind;
        fields[depth] = field;
        types[depth] = typeName;
        indexes[depth] = index;
        keys[depth] = 0;
        depth++;
    }
}
