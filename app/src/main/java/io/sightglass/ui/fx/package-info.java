/// What Sightglass adds to JavaFX: the way onto its thread, and the controls that a stock toolkit
/// lacks.
///
/// - [io.sightglass.ui.fx.Fx] starts the toolkit and is the only place that calls
///   `Platform.runLater`; [io.sightglass.ui.fx.Latest] works in the background and brings back the
///   newest answer only.
/// - [io.sightglass.ui.fx.Pulse]: views do not hear of every change, they look at their model once
///   a frame.
/// - [io.sightglass.ui.fx.RecordList], [io.sightglass.ui.fx.HexView] and
///   [io.sightglass.ui.fx.TimelineView] show what is visible and nothing else, however much there
///   is.
///
/// A control knows nothing of Kafka: it is handed rows, bytes and counts. Colours and fonts come
/// from style sheets, see [io.sightglass.ui.fx.Ink].
@NullMarked
package io.sightglass.ui.fx;

import org.jspecify.annotations.NullMarked;
