package io.sightglass.prove;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/// What a place of the reader's schema leaves open: an enum's symbols, a union's branches, a
/// oneof's members; and which of them no record had so far.
final class Choice {
    final String path;
    final String kind;
    final String type;
    private final Set<String> left;

    Choice(String path, String kind, String type, Collection<String> names) {
        this.path = path;
        this.kind = kind;
        this.type = type;
        this.left = new LinkedHashSet<>(names);
    }

    void see(String name) {
        left.remove(name);
    }

    Proof.Unseen unseen() {
        return new Proof.Unseen(path, kind, type, java.util.List.copyOf(left));
    }
}
