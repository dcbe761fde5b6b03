package io.sightglass.ui.tail;

import io.sightglass.model.Decoded;
import io.sightglass.model.RawRecord;

/// A record that was chosen, read in full.
public record Selection(long sequence, RawRecord record, Decoded key, Decoded value) {
    /// Whether a schema was still on its way, so that reading it again may say more.
    boolean isPending() {
        return key.pending() || value.pending();
    }
}
