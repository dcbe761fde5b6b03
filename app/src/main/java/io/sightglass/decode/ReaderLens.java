package io.sightglass.decode;

import io.sightglass.model.SchemaInfo;

import java.util.List;

/// A reader's schema through which payloads are looked at, for the sentences that say what it makes
/// of them.
///
/// @param notes those of the plan that the payload is walked with
record ReaderLens(SchemaInfo reader, List<ReaderNote> notes) {
    /// `v2`, `order.avsc`: the reader's schema as it stands in "a reader with ...".
    String label() {
        if (reader.version() != null) {
            return "v" + reader.version();
        }
        return reader.file() == null ? reader.name() : reader.file();
    }
}
