package io.sightglass.contract;

import io.sightglass.decode.Paths;
import io.sightglass.model.FieldInfo;
import io.sightglass.model.Node;

import org.jspecify.annotations.Nullable;

/// A place in a decoded record. Its path is put together when somebody asks for it.
public final class Place {
    private final @Nullable Place parent;
    private final String step;

    /// Whether the step is a name, not an index or key.
    private final boolean named;

    private final int start;
    private final int end;

    private Place(@Nullable Place parent, String step, boolean named, int start, int end) {
        this.parent = parent;
        this.step = step;
        this.named = named;
        this.start = start;
        this.end = end;
    }

    static Place root(int start, int end) {
        return new Place(null, "", true, start, end);
    }

    /// The place of a field's node in the record here.
    public Place field(Node child) {
        return field(child.field().name(), child.range().start(), child.range().end());
    }

    public Place field(String name, int start, int end) {
        return new Place(this, name, true, start, end);
    }

    public Place element(int index, Node element) {
        return new Place(
                this, "[" + index + "]", false, element.range().start(), element.range().end());
    }

    /// The place of a map's value.
    public Place entry(FieldInfo map, String key, Node value) {
        return new Place(
                this, Paths.key(map, key), false, value.range().start(), value.range().end());
    }

    /// In the payload.
    public int start() {
        return start;
    }

    public int end() {
        return end;
    }

    /// `items[0].boldness`; empty for the record as a whole.
    public String path() {
        var path = new StringBuilder();
        append(path);
        return path.toString();
    }

    private void append(StringBuilder path) {
        if (parent != null) {
            parent.append(path);
        }
        if (named) {
            Paths.append(path, step);
        } else {
            path.append(step);
        }
    }
}
