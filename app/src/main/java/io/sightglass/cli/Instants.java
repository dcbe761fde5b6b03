package io.sightglass.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;

/// Times as people type them: ISO-8601 with an offset, or without one in this machine's zone, or a
/// date alone.
final class Instants {
    private Instants() {}

    static Optional<Instant> parse(String text, ZoneId zone) {
        return form(text, t -> OffsetDateTime.parse(t).toInstant())
                .or(() -> form(text, t -> LocalDateTime.parse(t).atZone(zone).toInstant()))
                .or(() -> form(text, t -> LocalDate.parse(t).atStartOfDay(zone).toInstant()));
    }

    private static Optional<Instant> form(String text, Function<String, Instant> parser) {
        try {
            return Optional.of(parser.apply(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
