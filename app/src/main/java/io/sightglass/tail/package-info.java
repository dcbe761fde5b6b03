/// Tailing a topic: one thread reads, walks and keeps; others look.
///
/// [io.sightglass.tail.TailSession] is a [io.sightglass.tail.Tail] and owns the thread
/// (`TailReader`). Each record is walked once by the decoder with a counting sink (`Judge`),
/// counted by mark and time (`Tally`), and kept (`HeldRecords`): its bytes outside the heap
/// (`RecordStore`, in slabs that are given back whole), its row in columns of primitives
/// (`RowIndex`). Both are bounded by [io.sightglass.tail.TailLimits]; the oldest records leave
/// first. A record whose schema was still on its way is judged anew when it has come
/// (`LateSchemas`).
///
/// A row's identity is its sequence number, which counts up from 0 and is never used again. Readers
/// take no lock: they ask by sequence number and get the row, or its record, or nothing once it has
/// left. [io.sightglass.tail.RowView] is what a list shows: all rows here, or those that a filter
/// lets through ([io.sightglass.tail.filter]).
@NullMarked
package io.sightglass.tail;

import org.jspecify.annotations.NullMarked;
