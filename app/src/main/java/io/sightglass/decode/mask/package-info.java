/// What is not to be shown of a payload: values of fields that are tagged as personal data.
///
/// [io.sightglass.decode.mask.Masks] says which places those are, for payloads of one schema;
/// [io.sightglass.decode.mask.Masker] takes their values out of what was decoded: of the tree, of
/// the sentences, and of the bytes. Everything that shows payloads shows what is left, so that no
/// surface needs to know. Filters and rules see the values.
@NullMarked
package io.sightglass.decode.mask;

import org.jspecify.annotations.NullMarked;
