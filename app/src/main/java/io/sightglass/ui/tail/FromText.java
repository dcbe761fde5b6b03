package io.sightglass.ui.tail;

import io.sightglass.port.From;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/// What a person types to say where reading begins.
public final class FromText {
    private FromText() {}

    /// An offset, with or without thousands separators.
    public static Optional<From> offset(String text) {
        try {
            long offset = Long.parseLong(text.replaceAll("[\\s\u2009_,]", ""));
            return offset < 0 ? Optional.empty() : Optional.of(new From.Offset(offset));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /// A time of today, a date and time, or an instant in ISO-8601 form.
    public static Optional<From> time(String text, ZoneId zone) {
        var trimmed = text.strip();
        for (var reading : Reading.values()) {
            try {
                return Optional.of(new From.Time(reading.of(trimmed, zone)));
            } catch (DateTimeException e) {
                // another reading may fit
            }
        }
        return Optional.empty();
    }

    private enum Reading {
        INSTANT {
            @Override
            Instant of(String text, ZoneId zone) {
                return Instant.parse(text);
            }
        },
        DATE_TIME {
            @Override
            Instant of(String text, ZoneId zone) {
                return LocalDateTime.parse(text.replaceFirst("\\s+", "T")).atZone(zone).toInstant();
            }
        },
        DATE {
            @Override
            Instant of(String text, ZoneId zone) {
                return LocalDate.parse(text).atStartOfDay(zone).toInstant();
            }
        },
        TIME {
            @Override
            Instant of(String text, ZoneId zone) {
                return LocalTime.parse(text).atDate(LocalDate.now(zone)).atZone(zone).toInstant();
            }
        };

        abstract Instant of(String text, ZoneId zone);
    }
}
