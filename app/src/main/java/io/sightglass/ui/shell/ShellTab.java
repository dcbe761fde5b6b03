package io.sightglass.ui.shell;

import io.sightglass.ui.schema.SchemaModel;
import io.sightglass.ui.tail.TailModel;

/// What a tab shows.
public sealed interface ShellTab {
    /// As on the tab.
    String title();

    record Topic(TailModel tail) implements ShellTab {
        @Override
        public String title() {
            return tail.topic();
        }
    }

    record Schema(SchemaModel schema) implements ShellTab {
        @Override
        public String title() {
            return schema.titleProperty().get();
        }
    }
}
