package io.sightglass.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class WaysInTest {
    @Test
    void starts() throws Exception {
        long start = System.nanoTime();
        var secured = Secured.get();
        System.err.println("started in " + (System.nanoTime() - start) / 1e9);
        System.err.println(secured.broker.requests());
        System.err.println(secured.broker.denials());
        assertEquals(1, 1);
    }
}
