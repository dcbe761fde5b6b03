package io.sightglass.ui.schema;

import io.sightglass.port.From;
import io.sightglass.ui.fx.Texts;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/// Which records of a topic are proved.
public sealed interface Span {
    DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("MM-dd HH:mm");

    /// Those that the topic's tab holds.
    record Held() implements Span {}

    /// All that there are when it begins.
    record Whole() implements Span {}

    record Last(long count) implements Span {}

    record Since(Instant time) implements Span {}

    /// As a choice: `Last 10 000`.
    default String words() {
        return switch (this) {
            case Held() -> "What its tab holds";
            case Whole() -> "The whole topic";
            case Last(long count) -> "Last " + Texts.grouped(count);
            case Since(var time) -> "Since " + SHOWN.format(time.atZone(ZoneId.systemDefault()));
        };
    }

    /// Where reading begins; of what a tab holds, nowhere.
    default From from() {
        return switch (this) {
            case Held() -> throw new IllegalStateException("nothing is read");
            case Whole() -> new From.Earliest();
            case Last(long count) -> new From.Last(count);
            case Since(var time) -> new From.Time(time);
        };
    }
}
