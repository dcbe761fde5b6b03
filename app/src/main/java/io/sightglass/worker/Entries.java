package io.sightglass.worker;

import io.sightglass.port.Writing.Entry;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// How runs and portions stand in a results topic: keys and values are JSON.
final class Entries {
    static final JsonMapper JSON = JsonMapper.builder().build();
    static final String RUN = "run";
    static final String PORTION = "portion";

    private Entries() {}

    static Entry of(RunHeader run) {
        var value = JSON.createObjectNode();
        run.write(value);
        return new Entry(runKey(run), bytes(value));
    }

    static Entry without(RunHeader run) {
        return new Entry(runKey(run), null);
    }

    /// One key for each that wants to begin a run: the first in the topic has begun it.
    private static byte[] runKey(RunHeader run) {
        var key = JSON.createArrayNode().add(RUN).add(run.name()).add(run.id());
        return JSON.writeValueAsBytes(key);
    }

    static Entry of(Portion portion) {
        var value =
                JSON.createObjectNode()
                        .put("version", Portion.VERSION)
                        .put("by", portion.by())
                        .put("next", portion.next())
                        .put("records", portion.records())
                        .put("at", portion.at());
        value.set("state", portion.state());
        return new Entry(
                portionKey(portion.run(), portion.partition(), portion.worker()), bytes(value));
    }

    static Entry without(String run, int partition, String worker) {
        return new Entry(portionKey(run, partition, worker), null);
    }

    /// One key for each worker: what one writes late never takes the place of another's.
    private static byte[] portionKey(String run, int partition, String worker) {
        var key = JSON.createArrayNode().add(PORTION).add(run).add(partition).add(worker);
        return JSON.writeValueAsBytes(key);
    }

    private static byte[] bytes(ObjectNode value) {
        return JSON.writeValueAsBytes(value);
    }
}
