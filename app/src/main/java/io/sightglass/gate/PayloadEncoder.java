package io.sightglass.gate;

import io.sightglass.model.Node;

import org.jspecify.annotations.Nullable;

/// Makes the body of a payload of what a person typed as JSON. Numbers, bytes (base64), times
/// (ISO-8601) and symbols are as `decode --json` writes them.
interface PayloadEncoder {
    /// @param root the typed JSON, read; its ranges are bytes of the text
    /// @param faults hears why it cannot be encoded
    /// @return null where it cannot
    byte @Nullable [] encode(Node root, Faults faults);
}
