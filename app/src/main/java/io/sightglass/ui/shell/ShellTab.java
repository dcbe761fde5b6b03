package io.sightglass.ui.shell;

import io.sightglass.ui.attempt.TryModel;
import io.sightglass.ui.contract.ContractModel;
import io.sightglass.ui.schema.SchemaModel;
import io.sightglass.ui.search.SearchModel;
import io.sightglass.ui.tail.TailModel;
import io.sightglass.ui.topic.GroupModel;
import io.sightglass.ui.topic.TopicModel;

/// What a tab shows.
public sealed interface ShellTab {
    /// As on the tab.
    String title();

    /// Ends what the tab does, as far as that takes no time; on the window's thread.
    default void leave() {}

    /// Ends what the tab does. May wait; not for the window's thread.
    default void close() {}

    /// A topic's records.
    record Topic(TailModel tail) implements ShellTab {
        @Override
        public String title() {
            return tail.topic();
        }

        @Override
        public void close() {
            tail.close();
        }
    }

    /// What a topic is.
    record About(TopicModel about) implements ShellTab {
        @Override
        public String title() {
            return "About " + about.topic();
        }

        @Override
        public void close() {
            about.close();
        }
    }

    record Schema(SchemaModel schema) implements ShellTab {
        @Override
        public String title() {
            return schema.titleProperty().get();
        }

        @Override
        public void leave() {
            schema.close();
        }
    }

    /// How healthy a topic is.
    record Contract(ContractModel health) implements ShellTab {
        @Override
        public String title() {
            return "Contract " + health.topic();
        }

        @Override
        public void leave() {
            health.close();
        }
    }

    /// A payload that is tried before it is sent.
    record Try(TryModel attempt) implements ShellTab {
        @Override
        public String title() {
            return "Try a payload";
        }
    }

    /// A consumer group.
    record Group(GroupModel group) implements ShellTab {
        @Override
        public String title() {
            return "Group " + group.id();
        }

        @Override
        public void close() {
            group.close();
        }
    }

    /// The search over all schemas.
    record Search(SearchModel search) implements ShellTab {
        @Override
        public String title() {
            return "Search schemas";
        }

        @Override
        public void close() {
            search.close();
        }
    }
}
