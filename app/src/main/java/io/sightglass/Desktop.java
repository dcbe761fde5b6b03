package io.sightglass;

import io.sightglass.cli.Painter;
import io.sightglass.cli.Window;
import io.sightglass.model.Sentence;
import io.sightglass.port.Connector;
import io.sightglass.ui.Snapshot;
import io.sightglass.ui.fx.Fx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// What the command line asks of the window's side: to open it, or to draw a picture of it.
///
/// @param folder where connections and settings are kept
record Desktop(Connector connector, Path folder) implements Window, Painter {
    private static final int FINE = 0;

    @Override
    public Optional<Sentence> obstacle() {
        return Display.obstacle().or(Fx::start);
    }

    @Override
    public int open() {
        var window = io.sightglass.ui.Window.open(connector, folder);
        try {
            window.awaitClosed();
        } catch (InterruptedException e) {
            window.close();
            Thread.currentThread().interrupt();
        }
        return FINE;
    }

    @Override
    public void paint(Picture picture) throws IOException {
        var look = new Snapshot.Look(picture.dark(), picture.width(), picture.height());
        Snapshot.take(picture.connection(), picture.topic(), look, picture.file());
    }
}
