package io.sightglass.ui.schema;

import io.sightglass.model.Verdict;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How the versions of a subject get along, as far as that has been found out.
///
/// @param versions ascending
/// @param verdicts by pair; what is not in it is not known
/// @param deleted versions that were deleted softly; not among the others
public record History(List<Integer> versions, Map<Pair, Verdict> verdicts, Set<Integer> deleted) {
    static final History NONE = new History(List.of(), Map.of());

    /// @param old the lower version
    public record Pair(int old, int now) {}

    public History {
        versions = List.copyOf(versions);
        verdicts = Map.copyOf(verdicts);
        deleted = Set.copyOf(deleted);
    }

    History(List<Integer> versions, Map<Pair, Verdict> verdicts) {
        this(versions, verdicts, Set.of());
    }

    History withDeleted(Set<Integer> gone) {
        return new History(versions, verdicts, gone);
    }

    public Optional<Verdict> between(int old, int now) {
        return Optional.ofNullable(verdicts.get(new Pair(old, now)));
    }

    /// Whether `reader` reads what was written with `writer`.
    public Optional<Boolean> reads(int reader, int writer) {
        if (reader == writer) {
            return Optional.of(true);
        }
        return reader > writer
                ? between(writer, reader).map(Verdict::backward)
                : between(reader, writer).map(Verdict::forward);
    }
}
