/// The gate, tried before data is sent: what would become of a payload if it were written now.
///
/// [io.sightglass.gate.Gate] takes what a person typed, has the format's own library encode it
/// ([io.sightglass.gate.PayloadEncoder], one for each format), puts the framing in front, and reads
/// the bytes as any record of the topic is read: the same walk, the same rule list, the same
/// sentences. What is not to be let through is refused as a gateway would, with a sentence for each
/// field.
@NullMarked
package io.sightglass.gate;

import org.jspecify.annotations.NullMarked;
