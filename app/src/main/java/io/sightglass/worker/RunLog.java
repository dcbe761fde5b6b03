package io.sightglass.worker;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What is known of the runs in a results topic, from its entries in their order. Whatever stands
/// there is somebody else's word: what is not understood counts for nothing. For one thread.
public final class RunLog {
    private static final Logger LOG = LoggerFactory.getLogger(RunLog.class);

    /// As many runs, and portions of one, as are remembered.
    private static final int MOST_RUNS = 10_000;

    private static final int MOST_PORTIONS = 100_000;

    private final @Nullable String wanted;
    private final Map<String, RunHeader> runs = new LinkedHashMap<>();

    /// By run, partition and worker.
    private final Map<String, Map<Integer, Map<String, Portion>>> portions = new HashMap<>();

    private boolean newer;

    /// @param wanted the name of the run of which what was counted is kept; null for none, where
    ///   only runs and how far they are is of interest
    public RunLog(@Nullable String wanted) {
        this.wanted = wanted;
    }

    /// @param value null where what was there is no more
    void take(byte @Nullable [] key, byte @Nullable [] value) {
        if (key == null) {
            return;
        }
        try {
            var name = Entries.JSON.readTree(key);
            var kind = name.path(0).asString("");
            if (kind.equals(Entries.RUN)) {
                run(name, value);
            } else if (kind.equals(Entries.PORTION)) {
                portion(name, value);
            }
        } catch (JacksonException | IllegalArgumentException e) {
            // without the message, which repeats what stands there
            LOG.warn("An entry among the results is not understood, and passed over.");
        }
    }

    private boolean isNewer(JsonNode value, int version) {
        boolean is = value.path("version").asInt() > version;
        newer |= is;
        return is;
    }

    private void run(JsonNode key, byte @Nullable [] value) {
        var id = key.path(2).asString("");
        if (value == null) {
            runs.remove(id);
            return;
        }
        var tree = Entries.JSON.readTree(value);
        if (!isNewer(tree, RunHeader.VERSION) && runs.size() < MOST_RUNS) {
            var run = RunHeader.read(tree);
            if (run.id().equals(id) && run.name().equals(key.path(1).asString(""))) {
                runs.putIfAbsent(id, run);
            }
        }
    }

    private void portion(JsonNode key, byte @Nullable [] value) {
        var run = key.path(1).asString("");
        int partition = key.path(2).asInt();
        var worker = key.path(3).asString("");
        var ofRun = portions.computeIfAbsent(run, _ -> new TreeMap<>());
        if (ofRun.size() >= MOST_PORTIONS) {
            return;
        }
        var ofPartition = ofRun.computeIfAbsent(partition, _ -> new HashMap<>());
        if (value == null) {
            ofPartition.remove(worker);
            return;
        }
        var tree = Entries.JSON.readTree(value);
        if (isNewer(tree, Portion.VERSION)) {
            return;
        }
        var state = isWanted(run) ? tree.path("state") : MissingNode.getInstance();
        ofPartition.put(worker, Portion.read(run, partition, worker, tree, state));
    }

    private boolean isWanted(String run) {
        var header = runs.get(run);
        return wanted != null && header != null && header.name().equals(wanted);
    }

    /// Whether some of it was written by a Sightglass that is newer than this one.
    public boolean hasNewer() {
        return newer;
    }

    /// All runs, the latest first.
    public List<RunHeader> runs() {
        var byName = new LinkedHashMap<String, RunHeader>();
        runs.values().forEach(run -> byName.putIfAbsent(run.name(), run));
        var all = new ArrayList<>(byName.values());
        all.sort(Comparator.comparingLong(RunHeader::started).reversed());
        return all;
    }

    /// The run of that name: the first in the topic, where several workers wanted to begin it.
    public Optional<RunHeader> run(String name) {
        return runs.values().stream().filter(run -> run.name().equals(name)).findFirst();
    }

    /// What reaches furthest in each partition, by partition.
    public List<Portion> portions(RunHeader run) {
        var furthest = new ArrayList<Portion>();
        portions.getOrDefault(run.id(), Map.of())
                .values()
                .forEach(each ->
                        each.values().stream()
                                .max(Comparator.comparingLong(Portion::next))
                                .ifPresent(furthest::add));
        return furthest;
    }

    Optional<Portion> portion(RunHeader run, int partition) {
        return portions(run).stream()
                .filter(portion -> portion.partition() == partition)
                .findFirst();
    }

    /// The workers other than `worker` that have written something that reaches no further.
    List<String> overtaken(RunHeader run, int partition, String worker, long next) {
        return portions
                .getOrDefault(run.id(), Map.of())
                .getOrDefault(partition, Map.of())
                .values()
                .stream()
                .filter(portion -> !portion.worker().equals(worker) && portion.next() <= next)
                .map(Portion::worker)
                .toList();
    }

    /// Those are not to be found any more.
    void forget(RunHeader run, int partition, String worker, long next) {
        overtaken(run, partition, worker, next)
                .forEach(other ->
                        portions.getOrDefault(run.id(), Map.of())
                                .getOrDefault(partition, Map.of())
                                .remove(other));
    }

    /// How far a run is.
    public RunProgress progress(RunHeader run) {
        return RunProgress.of(run, portions(run));
    }
}
