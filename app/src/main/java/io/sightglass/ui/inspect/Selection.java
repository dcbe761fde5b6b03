package io.sightglass.ui.inspect;

import io.sightglass.model.ByteRange;
import io.sightglass.model.Finding;

import org.jspecify.annotations.Nullable;

/// What is chosen in a payload, in all places at once.
///
/// @param entry the row in the tree; null for framing, and where there is no tree
/// @param range its bytes
/// @param finding what is wrong with it; null if nothing
public record Selection(@Nullable TreeEntry entry, ByteRange range, @Nullable Finding finding) {}
