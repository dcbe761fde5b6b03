package io.sightglass.playground.traffic;

import java.time.Duration;
import java.time.Instant;

/// What goes on at CoffeeCo. Every six minutes somebody deploys a bad version and takes it back,
/// and later somebody tries out the next version of the order, so that a timeline has something to
/// show.
enum Season {
    CALM,
    /// A till's new version leaves out what the contract requires.
    BAD_DEPLOY,
    /// Some writers already send the next version's fields.
    ROLLOUT;

    static final Duration CYCLE = Duration.ofMinutes(6);

    /// @param live when live traffic begins, a whole cycle after its history does
    static Season at(Instant time, Instant live) {
        long into = Math.floorMod(Duration.between(live, time).toMillis(), CYCLE.toMillis()) / 1000;
        if (into >= 190 && into < 235) {
            return BAD_DEPLOY;
        }
        return into >= 285 ? ROLLOUT : CALM;
    }
}
