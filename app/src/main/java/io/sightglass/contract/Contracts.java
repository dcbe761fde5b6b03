package io.sightglass.contract;

import io.sightglass.decode.FindingSink;
import io.sightglass.model.Part;
import io.sightglass.schema.LocalSchemas.Problem;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The contracts below the schema folders (`*.contract.yaml`), and the sinks that hold records to
/// them.
public final class Contracts {
    private static final Contracts NONE = new Contracts(List.of(), Map.of(), List.of());

    private final List<Contract> all;
    private final Map<String, Contract> byTopic;
    private final List<Problem> problems;

    Contracts(List<Contract> all, Map<String, Contract> byTopic, List<Problem> problems) {
        this.all = List.copyOf(all);
        this.byTopic = Map.copyOf(byTopic);
        this.problems = List.copyOf(problems);
    }

    /// Reads every contract file. Never fails: a file or rule that is wrong is in [#problems], and
    /// the others go on.
    public static Contracts read(List<Path> folders) {
        return new ContractsReader(folders).read();
    }

    /// Whether records are held to the same contracts as by `other`.
    public boolean judgeLike(Contracts other) {
        return byTopic.equals(other.byTopic);
    }

    public static Contracts none() {
        return NONE;
    }

    /// By folder, then by file.
    public List<Contract> all() {
        return all;
    }

    public Optional<Contract> forTopic(String topic) {
        return Optional.ofNullable(byTopic.get(topic));
    }

    public List<Problem> problems() {
        return problems;
    }

    /// The sink for a topic's payloads: with the contract's rules where there is one and the part
    /// is the value, else for structure alone. For one thread.
    public FindingSink sink(String topic, Part part, boolean collecting) {
        var contract = part == Part.VALUE ? byTopic.get(topic) : null;
        if (contract != null) {
            return new RuleSink(contract, collecting);
        }
        return collecting ? FindingSink.collecting() : FindingSink.counting();
    }
}
