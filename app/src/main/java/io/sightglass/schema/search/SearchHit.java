package io.sightglass.schema.search;

import io.sightglass.model.Format;

/// An element that was found.
///
/// @param version of a subject; 0 for a file
public record SearchHit(SchemaHolder holder, int version, Format format, SchemaElement element) {
    /// `orders-value v4`, `orders/v4/order.proto`.
    public String where() {
        return version > 0 ? holder.name() + " v" + version : holder.name();
    }
}
