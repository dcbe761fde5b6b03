package io.sightglass.connect.exchange;

import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Sentence;

import java.util.List;

/// What reading a text came to.
///
/// @param profile with the values of the secrets that stood there; its name is made of the address
/// @param notes what was left out or reads otherwise, and why
public record Imported(ClusterProfile profile, List<Sentence> notes) {
    public Imported {
        notes = List.copyOf(notes);
    }
}
