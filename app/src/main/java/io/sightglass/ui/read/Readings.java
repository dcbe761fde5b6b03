package io.sightglass.ui.read;

import io.sightglass.decode.DecodeOptions;
import io.sightglass.decode.rank.Sample;
import io.sightglass.model.Part;
import io.sightglass.model.SchemaInfo;

import java.util.List;

/// The topic whose payloads a choice is about.
public interface Readings {
    String topic();

    /// What is in force for the chosen record, or the topic.
    DecodeOptions chosen(Part part);

    /// Has payloads read otherwise from now on.
    void choose(Part part, DecodeOptions options, Scope scope);

    /// The schemas that records were read with so far.
    List<SchemaInfo> seen();

    /// Some of the last payloads, `most` of them. May be called from any thread.
    List<Sample> samples(Part part, int most);
}
