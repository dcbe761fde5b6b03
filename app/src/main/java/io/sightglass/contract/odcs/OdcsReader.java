package io.sightglass.contract.odcs;

import io.sightglass.contract.Contract;
import io.sightglass.contract.ServiceLevel;
import io.sightglass.schema.LocalSchemas.Problem;
import io.sightglass.schema.YamlText;
import io.sightglass.schema.YamlText.Mapping;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/// Reads a contract in the Open Data Contract Standard 3.1: a file's `schema` objects become a
/// [Contract] each. The standard is open, so keys that it does not name are passed over; what it
/// names and makes no sense is a problem with its place, and the rest goes on.
public final class OdcsReader {
    private final Path path;

    private OdcsReader(Path path) {
        this.path = path;
    }

    /// @param shown how problems name the file
    public static List<Contract> read(
            Path path, String shown, String text, Consumer<Problem> problems) {
        var root = YamlText.read(shown, text, problems);
        return root == null ? List.of() : new OdcsReader(path).contracts(root);
    }

    private List<Contract> contracts(Mapping root) {
        var kind = root.text("kind");
        if (!"DataContract".equals(kind)) {
            root.problem("kind", "expected kind: DataContract.");
            return List.of();
        }
        var version = root.text("apiVersion");
        if (version == null || !version.matches("v3(\\..*)?")) {
            root.problem("apiVersion", "expected apiVersion: v3.1.0.");
        }
        var name = root.text("name");
        if (name == null) {
            name = root.text("id");
        }
        if (name == null) {
            root.problem("name", "the contract needs a name.");
            return List.of();
        }
        var levels = OdcsLevels.read(root);
        var contracts = new ArrayList<Contract>();
        for (var object : root.mappings("schema")) {
            var contract = contract(root, name, object, levels);
            if (contract != null) {
                contracts.add(contract);
            }
        }
        return contracts;
    }

    private @Nullable Contract contract(
            Mapping root, String name, Mapping object, List<ServiceLevel> levels) {
        var topic = object.text("physicalName");
        if (topic == null) {
            topic = object.text("name");
        }
        if (topic == null) {
            object.problem("name", "this schema needs a physicalName, the topic's name.");
            return null;
        }
        var rules = new OdcsRules("contract " + name);
        new OdcsProperties(rules, isBefore31(root.text("apiVersion"))).read(object, "", 0);
        new OdcsQuality(rules, "").read(object);
        return new Contract(
                name,
                topic,
                description(root),
                owner(root),
                path,
                rules.all(),
                objective(levels),
                rules.masked(),
                levels);
    }

    /// Before 3.1 a `date` could also be a date with a time.
    private static boolean isBefore31(@Nullable String version) {
        return version != null && version.matches("v3\\.0(\\..*)?");
    }

    private static @Nullable String description(Mapping root) {
        if (!root.isMapping("description")) {
            return root.text("description");
        }
        var description = Objects.requireNonNull(root.mapping("description"));
        return description.text("purpose");
    }

    /// The team's name; else the member whose role is owner; else the first member.
    private static @Nullable String owner(Mapping root) {
        var team = root.isMapping("team") ? root.mapping("team") : null;
        if (team != null && team.text("name") != null) {
            return team.text("name");
        }
        var members = team == null ? root.mappings("team") : team.mappings("members");
        String owner = null;
        for (var member : members) {
            var called =
                    member.text("name") != null ? member.text("name") : member.text("username");
            var role = member.text("role");
            if (role != null && role.equalsIgnoreCase("owner") && called != null) {
                return called;
            }
            owner = owner == null ? called : owner;
        }
        return owner;
    }

    /// The share of valid records that is promised; null where none is.
    private static @Nullable Double objective(List<ServiceLevel> levels) {
        for (var level : levels) {
            if (level instanceof ServiceLevel.Valid(double share)) {
                return share;
            }
        }
        return null;
    }
}
