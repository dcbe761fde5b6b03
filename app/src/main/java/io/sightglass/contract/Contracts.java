package io.sightglass.contract;

import io.sightglass.contract.odcs.OdcsReader;
import io.sightglass.decode.FindingSink;
import io.sightglass.model.Part;
import io.sightglass.model.Sentence;
import io.sightglass.schema.FolderFiles;
import io.sightglass.schema.LocalSchemas.Problem;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

    private Contracts(List<Contract> all, Map<String, Contract> byTopic, List<Problem> problems) {
        this.all = List.copyOf(all);
        this.byTopic = Map.copyOf(byTopic);
        this.problems = List.copyOf(problems);
    }

    /// Reads every contract file. Never fails: a file or rule that is wrong is in [#problems], and
    /// the others go on.
    public static Contracts read(List<Path> folders) {
        var all = new ArrayList<Contract>();
        var byTopic = new LinkedHashMap<String, Contract>();
        var problems = new ArrayList<Problem>();
        for (var folder : folders.stream().distinct().toList()) {
            var read = FolderFiles.read(folder, Contracts::isContract);
            problems.addAll(read.problems());
            for (var file : read.files()) {
                var path = folder.resolve(file.path());
                for (var contract :
                        OdcsReader.read(path, file.shown(), file.text(), problems::add)) {
                    all.add(contract);
                    var earlier = byTopic.putIfAbsent(contract.topic(), contract);
                    if (earlier != null) {
                        problems.add(second(file.shown(), contract, earlier));
                    }
                }
            }
        }
        return new Contracts(all, byTopic, problems);
    }

    private static boolean isContract(String name) {
        return name.endsWith(".contract.yaml") || name.endsWith(".contract.yml");
    }

    private static Problem second(String file, Contract contract, Contract earlier) {
        return new Problem(
                file,
                0,
                0,
                Sentence.of(
                        "is not used for topic "
                                + contract.topic()
                                + ", which has contract "
                                + earlier.name()
                                + " already."));
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
