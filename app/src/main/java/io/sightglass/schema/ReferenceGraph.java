package io.sightglass.schema;

import io.sightglass.model.Sentence;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;

/// What a schema refers to, and what refers to it, over as many steps as there are: a version of a
/// subject, or a local file.
///
/// @param items the schema itself first, then the others in the order in which they were found
/// @param arrows who refers to whom; both ends are among the items
/// @param cut whether there is more than is told here
/// @param problems what was not told, each once
public record ReferenceGraph(
        List<Item> items, List<Arrow> arrows, boolean cut, List<Sentence> problems) {
    public ReferenceGraph {
        items = List.copyOf(items);
        arrows = List.copyOf(arrows);
        problems = List.copyOf(problems);
    }

    /// Whether a schema is there.
    public enum State {
        THERE,
        /// Deleted softly: whoever refers to it still gets it.
        DELETED,
        ABSENT,
        /// The registry gave no answer.
        UNKNOWN
    }

    /// Where a schema is.
    public sealed interface Place {
        /// What it is called.
        String name();

        /// A version of a registry's subject.
        record Version(String subject, int version) implements Place {
            @Override
            public String name() {
                return subject + " v" + version;
            }
        }

        /// A file below a local folder.
        record File(Path folder, String path) implements Place {
            @Override
            public String name() {
                return path;
            }
        }
    }

    /// A schema in the graph.
    ///
    /// @param layer 0 for the one in the middle, above for what it refers to, below for what refers
    ///   to it; how many steps away
    public record Item(Place place, int layer, State state) {
        public String name() {
            return place.name();
        }
    }

    /// That the item with index `from` refers to the one with index `to`.
    public record Arrow(int from, int to) {}

    public Item middle() {
        return items.getFirst();
    }

    /// Whether schemas refer to each other in a circle, which no registry lets in that checks.
    public boolean isCircular() {
        return arrows.stream()
                .anyMatch(arrow ->
                        items.get(arrow.from()).layer() >= items.get(arrow.to()).layer()
                                && reaches(arrow.to(), arrow.from()));
    }

    private boolean reaches(int from, int to) {
        var seen = new boolean[items.size()];
        var next = new ArrayDeque<Integer>(List.of(from));
        while (!next.isEmpty()) {
            int at = next.remove();
            if (at == to) {
                return true;
            }
            if (!seen[at]) {
                seen[at] = true;
                arrows.stream().filter(a -> a.from() == at).forEach(a -> next.add(a.to()));
            }
        }
        return false;
    }
}
