package io.sightglass.contract;

import io.sightglass.contract.odcs.OdcsReader;
import io.sightglass.model.Sentence;
import io.sightglass.schema.FolderFiles;
import io.sightglass.schema.FolderFiles.TextFile;
import io.sightglass.schema.LocalSchemas.Problem;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the contracts below schema folders, and reads them again when files have been saved.
///
/// A file that has something wrong with it, and had nothing wrong with it before, stays in force as
/// it was. For one thread at a time.
public final class ContractsReader {
    private final List<Path> folders;
    private final InstantSource clock;
    private final SchemaRules schemaRules = new SchemaRules();
    private final Map<Key, Version> versions = new HashMap<>();
    private List<FolderFiles> read = List.of();
    private @Nullable Contracts last;

    private record Key(Path folder, String path) {}

    /// A file's contracts when nothing was wrong with it.
    private record Version(TextFile file, List<Contract> contracts, Instant time) {}

    public ContractsReader(List<Path> folders) {
        this(folders, InstantSource.system());
    }

    ContractsReader(List<Path> folders, InstantSource clock) {
        this.folders = folders.stream().distinct().toList();
        this.clock = clock;
    }

    /// Whether a file of that name, without its folders, is one that is read.
    public static boolean isWanted(String name) {
        return name.endsWith(".contract.yaml") || name.endsWith(".contract.yml");
    }

    /// The contracts as they are now. The same object as before where nothing has changed. Never
    /// fails: a file or rule that is wrong is in [Contracts#problems], and the others go on.
    public Contracts read() {
        if (folders.isEmpty()) {
            return Contracts.none();
        }
        var now =
                folders.stream()
                        .map(folder -> FolderFiles.read(folder, ContractsReader::isWanted))
                        .toList();
        var known = last;
        if (known != null && now.equals(read)) {
            return known;
        }
        var all = new ArrayList<Contract>();
        var byTopic = new LinkedHashMap<String, Contract>();
        var problems = new ArrayList<Problem>();
        var inForce = new HashMap<Key, Version>();
        for (var folder : now) {
            problems.addAll(folder.problems());
            for (var file : folder.files()) {
                for (var contract : contracts(file, inForce, problems)) {
                    all.add(contract);
                    var earlier = byTopic.putIfAbsent(contract.topic(), contract);
                    if (earlier != null) {
                        problems.add(second(file.shown(), contract, earlier));
                    }
                }
            }
        }
        versions.clear();
        versions.putAll(inForce);
        read = now;
        var contracts = new Contracts(all, byTopic, problems, schemaRules);
        last = contracts;
        return contracts;
    }

    private List<Contract> contracts(
            TextFile file, Map<Key, Version> inForce, List<Problem> problems) {
        var key = new Key(file.folder(), file.path());
        var before = versions.get(key);
        if (before != null && before.file().equals(file)) {
            inForce.put(key, before);
            return before.contracts();
        }
        var found = new ArrayList<Problem>();
        var path = file.folder().resolve(file.path());
        var contracts = OdcsReader.read(path, file.shown(), file.text(), found::add);
        problems.addAll(found);
        if (found.isEmpty()) {
            inForce.put(key, new Version(file, contracts, clock.instant()));
            return contracts;
        }
        if (before == null) {
            return contracts;
        }
        inForce.put(key, before);
        problems.add(Problem.stillReading(file.shown(), before.time()));
        return before.contracts();
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
}
