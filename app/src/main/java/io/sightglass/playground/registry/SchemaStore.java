package io.sightglass.playground.registry;

import io.sightglass.port.RegisteredSchema.Reference;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// Subjects and their versions, with Confluent's rules about ids, deletion and compatibility. All
/// in memory; one thread at a time.
public final class SchemaStore {
    private final TreeMap<String, TreeMap<Integer, Version>> subjects = new TreeMap<>();
    private final Map<String, StoredSchema> byCanonical = new LinkedHashMap<>();
    private final Map<String, Level> levels = new TreeMap<>();
    private Level globalLevel = Level.BACKWARD;
    private int lastId;

    /// Whether a schema could become the next version.
    record Compatibility(boolean compatible, List<String> messages) {}

    /// Puts a schema under a subject with an id of one's own choice, without any check: the samples
    /// are known to be right, and one of them is incompatible on purpose.
    ///
    /// @throws IllegalArgumentException when a reference leads nowhere
    public synchronized UUID seed(String subject, int id, SchemaDraft draft) {
        try {
            var texts = referenced(draft.references());
            var canonical = SchemaChecker.canonicalUnchecked(draft, texts);
            var schema = byCanonical.computeIfAbsent(canonical, c -> StoredSchema.of(id, draft, c));
            lastId = Math.max(lastId, id);
            add(subject, schema);
            return schema.guid();
        } catch (Refusal e) {
            throw new IllegalArgumentException(subject + ": " + e.getMessage(), e);
        }
    }

    synchronized Version register(String subject, SchemaDraft draft) throws Refusal {
        var canonical = SchemaChecker.canonical(draft, referenced(draft.references()));
        var same = find(subject, canonical, false);
        if (same.isPresent()) {
            return same.get();
        }
        var level = level(subject);
        var earlier = live(subject);
        var compatibility = check(level, draft, earlier);
        if (!compatibility.compatible()) {
            throw Refusal.of(
                    409,
                    "Schema being registered is incompatible with an earlier schema for subject \""
                            + subject
                            + "\", details: "
                            + compatibility.messages());
        }
        var schema =
                byCanonical.computeIfAbsent(canonical, c -> StoredSchema.of(++lastId, draft, c));
        return add(subject, schema);
    }

    private Version add(String subject, StoredSchema schema) {
        var versions = subjects.computeIfAbsent(subject, s -> new TreeMap<>());
        int next = versions.isEmpty() ? 1 : versions.lastKey() + 1;
        var version = new Version(subject, next, schema, false);
        versions.put(next, version);
        return version;
    }

    /// The version of a subject that has this very schema.
    synchronized Version lookup(String subject, SchemaDraft draft, boolean deleted) throws Refusal {
        versions(subject, deleted);
        var canonical = SchemaChecker.canonical(draft, referenced(draft.references()));
        return find(subject, canonical, deleted)
                .orElseThrow(() -> Refusal.of(40403, "Schema not found"));
    }

    private Optional<Version> find(String subject, String canonical, boolean deleted) {
        return all(subject).stream()
                .filter(v -> deleted || !v.deleted())
                .filter(v -> v.schema().canonical().equals(canonical))
                .reduce((first, second) -> second);
    }

    synchronized List<String> subjects(boolean deleted, boolean deletedOnly) {
        return subjects.entrySet().stream()
                .filter(e -> {
                    boolean alive = e.getValue().values().stream().anyMatch(v -> !v.deleted());
                    return deletedOnly ? !alive : alive || deleted;
                })
                .map(Map.Entry::getKey)
                .toList();
    }

    /// A subject's versions, ascending; never empty.
    synchronized List<Version> versions(String subject, boolean deleted) throws Refusal {
        var found = all(subject).stream().filter(v -> deleted || !v.deleted()).toList();
        if (found.isEmpty()) {
            throw Refusal.subjectNotFound(subject);
        }
        return found;
    }

    /// @param number -1 for the latest
    synchronized Version version(String subject, int number, boolean deleted) throws Refusal {
        var found = versions(subject, deleted);
        if (number == -1) {
            return found.getLast();
        }
        return found.stream()
                .filter(v -> v.number() == number)
                .findFirst()
                .orElseThrow(() -> Refusal.versionNotFound(number));
    }

    /// Every version of every subject.
    synchronized List<Version> everything(boolean deleted) {
        return subjects.values().stream()
                .flatMap(versions -> versions.values().stream())
                .filter(v -> deleted || !v.deleted())
                .toList();
    }

    /// A schema stays readable by id for as long as a subject has it, softly deleted or not.
    synchronized StoredSchema byId(int id) throws Refusal {
        return everything(true).stream()
                .map(Version::schema)
                .filter(s -> s.id() == id)
                .findFirst()
                .orElseThrow(() -> Refusal.schemaNotFound(String.valueOf(id)));
    }

    synchronized StoredSchema byGuid(UUID guid) throws Refusal {
        return everything(true).stream()
                .map(Version::schema)
                .filter(s -> s.guid().equals(guid))
                .findFirst()
                .orElseThrow(() -> Refusal.schemaNotFound(guid.toString()));
    }

    /// The ids of the schemas that refer to this version.
    synchronized List<Integer> referencedBy(Version version) {
        return everything(false).stream()
                .filter(v -> refersTo(v, version))
                .map(v -> v.schema().id())
                .distinct()
                .toList();
    }

    private static boolean refersTo(Version from, Version to) {
        return from.schema().draft().references().stream()
                .anyMatch(r -> r.subject().equals(to.subject()) && r.version() == to.number());
    }

    /// @return the numbers of the versions that were deleted
    synchronized List<Integer> deleteSubject(String subject, boolean permanent) throws Refusal {
        var all = versions(subject, true);
        boolean alive = all.stream().anyMatch(v -> !v.deleted());
        if (permanent && alive) {
            throw Refusal.of(
                    40405,
                    "Subject '"
                            + subject
                            + "' was not deleted first before being permanently deleted");
        }
        if (!permanent && !alive) {
            throw Refusal.of(
                    40404,
                    "Subject '"
                            + subject
                            + "' was soft deleted. Set permanent=true to delete permanently");
        }
        var doomed = permanent ? all : all.stream().filter(v -> !v.deleted()).toList();
        for (var version : doomed) {
            refuseReferenced(version);
        }
        for (var version : doomed) {
            remove(version, permanent);
        }
        levels.remove(subject);
        return doomed.stream().map(Version::number).toList();
    }

    synchronized int deleteVersion(String subject, int number, boolean permanent) throws Refusal {
        var version = version(subject, number, permanent || number != -1);
        if (permanent && !version.deleted()) {
            throw Refusal.of(
                    40407,
                    "Subject '%s' Version %d was not deleted first before being permanently deleted"
                            .formatted(subject, version.number()));
        }
        if (!permanent && version.deleted()) {
            throw Refusal.of(
                    40406,
                    "Subject '%s' Version %d was soft deleted. Set permanent=true to delete permanently"
                            .formatted(subject, version.number()));
        }
        refuseReferenced(version);
        remove(version, permanent);
        return version.number();
    }

    private void refuseReferenced(Version version) throws Refusal {
        if (!referencedBy(version).isEmpty()) {
            throw Refusal.of(
                    42206,
                    "One or more references exist to the schema {subject=%s,version=%d}."
                            .formatted(version.subject(), version.number()));
        }
    }

    private void remove(Version version, boolean permanent) {
        var versions = subjects.get(version.subject());
        if (versions == null) {
            return;
        }
        if (!permanent) {
            versions.put(version.number(), version.softlyDeleted());
            return;
        }
        versions.remove(version.number());
        if (versions.isEmpty()) {
            subjects.remove(version.subject());
        }
        int id = version.schema().id();
        boolean gone = everything(true).stream().noneMatch(v -> v.schema().id() == id);
        if (gone) {
            byCanonical.remove(version.schema().canonical());
        }
    }

    /// Holds a draft against one version, or, with null, against those that the subject's level
    /// demands.
    synchronized Compatibility compatible(
            String subject, @Nullable Integer number, SchemaDraft draft) throws Refusal {
        var against = number == null ? live(subject) : List.of(version(subject, number, false));
        SchemaChecker.canonical(draft, referenced(draft.references()));
        return check(level(subject), draft, against);
    }

    private Compatibility check(Level level, SchemaDraft draft, List<Version> earlier)
            throws Refusal {
        if (level == Level.NONE || earlier.isEmpty()) {
            return new Compatibility(true, List.of());
        }
        var counted = level.transitive() ? earlier.reversed() : List.of(earlier.getLast());
        if (counted.stream().anyMatch(v -> v.schema().draft().format() != draft.format())) {
            return new Compatibility(
                    false, List.of("Incompatible because of different schema type"));
        }
        var update = CompatibilityCheck.parse(draft, referenced(draft.references()));
        for (var version : counted) {
            var old = version.schema().draft();
            var original = CompatibilityCheck.parse(old, referenced(old.references()));
            var messages = new ArrayList<>(CompatibilityCheck.check(level, original, update));
            if (!messages.isEmpty()) {
                messages.add("{oldSchemaVersion: " + version.number() + "}");
                messages.add("{oldSchema: '" + old.text() + "'}");
                messages.add("{validateFields: 'false', compatibility: '" + level + "'}");
                return new Compatibility(false, messages);
            }
        }
        return new Compatibility(true, List.of());
    }

    synchronized Level level(String subject) {
        return levels.getOrDefault(subject, globalLevel);
    }

    synchronized Optional<Level> ownLevel(String subject) {
        return Optional.ofNullable(levels.get(subject));
    }

    synchronized Level globalLevel() {
        return globalLevel;
    }

    synchronized void setGlobalLevel(Level level) {
        globalLevel = level;
    }

    /// The level of one subject, which need not exist yet.
    public synchronized void setLevel(String subject, Level level) {
        levels.put(subject, level);
    }

    synchronized Optional<Level> removeLevel(String subject) {
        return Optional.ofNullable(levels.remove(subject));
    }

    private Collection<Version> all(String subject) {
        var versions = subjects.get(subject);
        return versions == null ? List.of() : versions.values();
    }

    private List<Version> live(String subject) {
        return all(subject).stream().filter(v -> !v.deleted()).toList();
    }

    /// The texts behind references, by name, what is referred to first. References lead to what was
    /// there before, so they cannot go in circles.
    private Map<String, String> referenced(List<Reference> references) throws Refusal {
        var texts = new LinkedHashMap<String, String>();
        for (var reference : references) {
            StoredSchema target;
            try {
                target = version(reference.subject(), reference.version(), true).schema();
            } catch (Refusal e) {
                throw Refusal.of(
                        42201,
                        "Invalid schema: no schema reference found for subject \"%s\" and version %d"
                                .formatted(reference.subject(), reference.version()));
            }
            texts.putAll(referenced(target.draft().references()));
            texts.put(reference.name(), target.draft().text());
        }
        return texts;
    }
}
