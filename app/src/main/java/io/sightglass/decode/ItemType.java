package io.sightglass.decode;

import io.sightglass.model.FieldInfo;
import io.sightglass.model.Logical;

/// A type of a format whose bytes say of each value what it is: CBOR, MessagePack. Compared by
/// identity.
public final class ItemType {
    private final String word;
    private final Logical logical;
    private final FieldInfo unnamed;
    private final boolean shared;

    private ItemType(String word, Logical logical, boolean shared) {
        this.word = word;
        this.logical = logical;
        this.shared = shared;
        unnamed = new FieldInfo("", -1, 0, word, null, logical, null);
    }

    /// A type that payloads have again and again: make it once.
    public static ItemType of(String word) {
        return of(word, Logical.NONE);
    }

    public static ItemType of(String word, Logical logical) {
        return new ItemType(word, logical, true);
    }

    /// A type that is made for one value, because bytes decide what it says.
    public static ItemType rare(String word, Logical logical) {
        return new ItemType(word, logical, false);
    }

    /// As the format's own language writes it.
    public String word() {
        return word;
    }

    public Logical logical() {
        return logical;
    }

    /// An element, or the root, of this type.
    FieldInfo unnamed() {
        return unnamed;
    }

    boolean shared() {
        return shared;
    }
}
