package io.sightglass.ui.tail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sightglass.port.From;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

class FromTextTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Zurich");

    @Test
    void offsetsMayBeGrouped() {
        assertEquals(Optional.of(new From.Offset(184202)), FromText.offset("184 202"));
        assertEquals(Optional.empty(), FromText.offset("-1"));
        assertEquals(Optional.empty(), FromText.offset("soon"));
    }

    @Test
    void timesAreOfTheUsersZone() {
        assertEquals(
                Optional.of(new From.Time(Instant.parse("2026-11-22T13:30:00Z"))),
                FromText.time(" 2026-11-22 14:30", ZONE));
        assertEquals(
                Optional.of(new From.Time(Instant.parse("2026-11-21T23:00:00Z"))),
                FromText.time("2026-11-22", ZONE));
        assertEquals(
                Optional.of(new From.Time(Instant.parse("2026-11-22T14:30:00Z"))),
                FromText.time("2026-11-22T14:30:00Z", ZONE));
        assertEquals(Optional.empty(), FromText.time("yesterday", ZONE));
    }
}
