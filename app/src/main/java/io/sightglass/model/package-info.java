/// The words that every other package speaks: records, headers, payloads read into trees, findings,
/// marks, and how a cluster is named. Values only: nothing here opens a socket or reads a file, and
/// nothing here depends on another package of Sightglass.
///
/// Start with [io.sightglass.model.RawRecord] (what came), [io.sightglass.model.Decoded] (what it
/// was read as) and [io.sightglass.model.Finding] (what is wrong with it).
@NullMarked
package io.sightglass.model;

import org.jspecify.annotations.NullMarked;
