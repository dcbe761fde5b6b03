package io.sightglass.playground.traffic;

import java.time.Instant;

/// When and in which circumstances a record is made.
record Moment(Instant time, Season season) {}
