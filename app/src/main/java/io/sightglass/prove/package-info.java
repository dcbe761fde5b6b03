/// Proof on real records: what a reader with another schema would make of the records that are
/// there.
///
/// [io.sightglass.prove.ProofRun] counts the records that a scan takes, from a span of a topic,
/// from what a tail holds or from a folder of samples, and walks each once through the reader's
/// lens (`decode`). The sink of that walk (`ProofSink`) only counts: by the place in the schema,
/// what is said there, and the writer's schema (`WriterTally`, `Place`, `Cell`), so that memory is
/// bounded by the schemas and not by the records. Only the first record of each kind is walked
/// again, for its sentence (`ExampleSink`). [io.sightglass.prove.Proof] is what is known so far,
/// immutable.
///
/// [io.sightglass.prove.SampleWriter] keeps records as files, and
/// [io.sightglass.prove.SampleFolder] reads them again.
@NullMarked
package io.sightglass.prove;

import org.jspecify.annotations.NullMarked;
