/// Which records of a tail are shown.
///
/// A [io.sightglass.tail.filter.RowFilter] says it: by mark, partition and time, which the index
/// alone can answer, and by a text that a person typed, which
/// [io.sightglass.tail.filter.FilterText] turns into a [io.sightglass.tail.filter.RecordPredicate]
/// over the record and its decoded halves (the command line asks the same predicate).
/// [io.sightglass.tail.filter.FilteredRows] holds a tail's rows to a filter in the background and
/// is, like the tail's own rows, a [io.sightglass.tail.RowView].
@NullMarked
package io.sightglass.tail.filter;

import org.jspecify.annotations.NullMarked;
