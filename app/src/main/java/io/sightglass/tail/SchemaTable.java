package io.sightglass.tail;

import io.sightglass.model.SchemaInfo;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Small numbers for the schemas that a tail has met. One thread adds; any thread looks up.
final class SchemaTable {
    private static final int NONE = 0;

    private final Map<SchemaInfo, Integer> ids = new HashMap<>();
    private @Nullable SchemaInfo last;
    private int lastId;
    private volatile @Nullable SchemaInfo[] infos = {null};

    /// The number of a schema; 0 for none.
    @SuppressWarnings("ReferenceEquality") // a short cut: decoders share their instances
    int idOf(@Nullable SchemaInfo info) {
        if (info == null) {
            return NONE;
        }
        if (info == last) {
            return lastId;
        }
        var known = ids.get(info);
        int id = known != null ? known : add(info);
        last = info;
        lastId = id;
        return id;
    }

    /// The schema of a number. A number that was read in a race with its being given means none.
    @Nullable SchemaInfo info(int id) {
        var known = infos;
        return id < known.length ? known[id] : null;
    }

    /// All of them, in the order in which they came.
    List<SchemaInfo> all() {
        var known = infos;
        var all = new ArrayList<SchemaInfo>(known.length);
        for (var info : known) {
            if (info != null) {
                all.add(info);
            }
        }
        return all;
    }

    private int add(SchemaInfo info) {
        int id = infos.length;
        var more = Arrays.copyOf(infos, id + 1);
        more[id] = info;
        infos = more;
        ids.put(info, id);
        return id;
    }
}
