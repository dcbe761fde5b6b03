package io.sightglass.ui.shell;

import io.sightglass.model.Mark;
import io.sightglass.tail.filter.TimeSpan;
import io.sightglass.ui.contract.ContractView;

import java.util.Set;

/// From a topic's Contract tab to its records.
record ContractDoors(Tabs tabs, String topic) implements ContractView.Doors {
    private static final Set<Mark> WITH_FINDINGS =
            Set.of(Mark.VIOLATION, Mark.UNKNOWN, Mark.UNDECODABLE);

    @Override
    public void records(String filter, boolean marked) {
        tabs.openRecords(
                topic,
                tail -> {
                    tail.filterProperty().set(filter);
                    tail.marksProperty().set(marked ? WITH_FINDINGS : Set.of());
                });
    }

    @Override
    public void records(long from, long to) {
        tabs.openRecords(topic, tail -> tail.spanProperty().set(new TimeSpan(from, to)));
    }

    @Override
    public void records() {
        tabs.openTopic(topic);
    }
}
