package io.sightglass.schema.search;

import java.util.List;

/// What was found, the best first.
///
/// @param total how many there are, of which `hits` may be the first
/// @param schemas in how many schemas
public record SearchResults(List<SearchHit> hits, int total, int schemas) {
    public static final SearchResults NONE = new SearchResults(List.of(), 0, 0);

    public SearchResults {
        hits = List.copyOf(hits);
    }
}
