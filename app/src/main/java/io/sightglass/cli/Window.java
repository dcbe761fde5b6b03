package io.sightglass.cli;

import io.sightglass.model.Sentence;

import java.util.Optional;

/// The window, as far as the command line knows it.
public interface Window {
    /// Why no window can open here; empty where one can.
    Optional<Sentence> obstacle();

    /// Opens the window and returns its exit code when it is closed.
    int open();
}
