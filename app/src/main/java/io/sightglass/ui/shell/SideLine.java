package io.sightglass.ui.shell;

import io.sightglass.ui.connect.Reopening;

/// One line of the side bar of the whole window, by what it stands for.
public sealed interface SideLine {
    /// The heading above what a cluster offers, where more than one is open.
    record Heading(OpenCluster cluster) implements SideLine {}

    /// Something that a cluster offers.
    record Of(OpenCluster cluster, SideItem item) implements SideLine {}

    /// A cluster that was open at the last start and is not yet.
    record Awaited(Reopening.Attempt attempt) implements SideLine {}

    /// Words where there is nothing to list.
    record Words(String text) implements SideLine {}

    /// Whether it can be chosen.
    default boolean isChoice() {
        return switch (this) {
            case Of(_, var item) -> item.isChoice();
            case Heading _, Awaited _ -> true;
            case Words _ -> false;
        };
    }
}
