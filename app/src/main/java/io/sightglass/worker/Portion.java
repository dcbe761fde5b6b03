package io.sightglass.worker;

import tools.jackson.databind.JsonNode;

/// What was counted in one partition: of every record from where the run begins there up to `next`,
/// each once.
///
/// @param run the run's id
/// @param worker the id of the one that wrote it; each writes under keys of its own
/// @param by who and where that is
/// @param next the offset after the last that is in it
/// @param records how many that are
/// @param at when it was written, in milliseconds since the epoch
/// @param state what [io.sightglass.indicator.SharedCheck#save] wrote; missing where it was not
///   wanted
public record Portion(
        String run,
        int partition,
        String worker,
        String by,
        long next,
        long records,
        long at,
        JsonNode state) {
    static final int VERSION = 1;

    /// @throws IllegalArgumentException where it is none
    static Portion read(String run, int partition, String worker, JsonNode from, JsonNode state) {
        return new Portion(
                run,
                partition,
                worker,
                from.path("by").asString(""),
                from.path("next").asLong(),
                from.path("records").asLong(),
                from.path("at").asLong(),
                state);
    }
}
