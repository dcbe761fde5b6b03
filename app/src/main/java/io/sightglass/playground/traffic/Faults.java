package io.sightglass.playground.traffic;

import java.util.List;
import java.util.function.Function;

/// A feed's faults, planted one after the other, so that none is long in coming.
final class Faults {
    private final List<Function<Moment, Event>> makers;
    private int next;

    @SafeVarargs
    Faults(Function<Moment, Event>... makers) {
        this.makers = List.of(makers);
    }

    Event next(Moment moment) {
        var event = makers.get(next).apply(moment);
        next = (next + 1) % makers.size();
        return event;
    }
}
