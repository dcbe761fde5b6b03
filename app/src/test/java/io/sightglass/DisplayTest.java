package io.sightglass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.Map;

class DisplayTest {
    @Test
    void theEnvironmentSaysWhetherThereIsADisplay() {
        assertTrue(Display.inEnvironment(Map.of("DISPLAY", ":0")).isEmpty());
        assertEquals(
                "There is no display here: DISPLAY is not set.",
                Display.inEnvironment(Map.of("DISPLAY", "")).orElseThrow().plain());
        assertTrue(
                Display.inEnvironment(Map.of("WAYLAND_DISPLAY", "wayland-0"))
                        .orElseThrow()
                        .plain()
                        .endsWith("install Xwayland."));
    }

    @Test
    void theHeadlessPlatformNeedsNone() {
        // Tests run on it.
        assertTrue(Display.obstacle().isEmpty());
    }
}
