package io.sightglass.ui.schema;

import io.sightglass.connect.OtherRegistries;
import io.sightglass.model.ClusterProfile;
import io.sightglass.prove.RecordPlace;
import io.sightglass.tail.Tail;

import java.util.List;
import java.util.Optional;

/// What a schema's tab needs of the rest of the window. Used from the window's thread.
public interface Neighbours {
    /// The topics that are known by now, by name.
    List<String> topics();

    /// What the tab of a topic holds, where one is open.
    Optional<Tail> held(String topic);

    /// Registries besides the connection's own.
    OtherRegistries registries();

    /// The connections that are kept.
    List<ClusterProfile> profiles();

    /// The subjects of the connection's registry that are known by now, by name.
    List<String> subjects();

    /// Shows a record in a tab of its topic.
    void show(String topic, RecordPlace place);
}
