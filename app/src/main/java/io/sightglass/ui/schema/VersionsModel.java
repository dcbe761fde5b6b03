package io.sightglass.ui.schema;

import io.sightglass.model.Sentence;
import io.sightglass.model.Verdict;
import io.sightglass.port.RegistryAnswer;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// The versions of a subject, those that were deleted softly included, the level by which the
/// registry judges new ones, and how they get along.
public final class VersionsModel {
    /// So many of the last versions are compared with each other.
    private static final int MOST = 24;

    private final @Nullable String subject;
    private final SchemaLoader loader;
    private final Work work;
    private final ReadOnlyObjectWrapper<@Nullable Level> level = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<History> history =
            new ReadOnlyObjectWrapper<>(History.NONE);
    private List<Integer> all = List.of();
    private Set<Integer> deleted = Set.of();
    private boolean comparingAll;

    /// By what a registry judges a new version of a subject.
    ///
    /// @param name such as `BACKWARD_TRANSITIVE`
    /// @param own whether it is configured for this subject, or the registry's for all
    public record Level(String name, boolean own) {}

    VersionsModel(@Nullable String subject, SchemaLoader loader, Work work) {
        this.subject = subject;
        this.loader = loader;
        this.work = work;
    }

    /// Asks the registry.
    ///
    /// @param found hears the versions that are not deleted, of which there is at least one
    void find(Consumer<List<Integer>> found, Consumer<Sentence> failed) {
        var of = subject;
        if (of == null) {
            return;
        }
        work.start(
                () -> loader.versions(of),
                answer -> {
                    switch (answer) {
                        case RegistryAnswer.Found<List<Integer>>(var versions) ->
                                take(of, versions, found, failed);
                        case RegistryAnswer.NotFound<List<Integer>>(var sentence) ->
                                failed.accept(sentence);
                        case RegistryAnswer.Unavailable<List<Integer>>(var sentence) ->
                                failed.accept(sentence);
                    }
                });
        work.start(() -> Optional.ofNullable(loader.level(of)), it -> level.set(it.orElse(null)));
    }

    private void take(
            String of,
            List<Integer> versions,
            Consumer<List<Integer>> found,
            Consumer<Sentence> failed) {
        all = versions;
        history.set(new History(versions, Map.of()));
        findDeleted(of, versions);
        if (versions.isEmpty()) {
            failed.accept(Sentence.of("The registry has no version of " + of + "."));
            return;
        }
        found.accept(versions);
        var compared = last(versions);
        work.start(
                () -> {
                    var verdicts = new HashMap<History.Pair, Verdict>();
                    for (int i = 1; i < compared.size(); i++) {
                        judge(of, compared.get(i - 1), compared.get(i), verdicts);
                    }
                    return verdicts;
                },
                this::add);
    }

    private void findDeleted(String of, List<Integer> there) {
        work.start(
                () -> loader.deletedVersions(of, there),
                gone -> {
                    if (!gone.isEmpty()) {
                        deleted = Set.copyOf(gone);
                        history.set(history.get().withDeleted(deleted));
                    }
                });
    }

    /// Finds out how every two of the last versions get along.
    public void compareAll() {
        var of = subject;
        if (comparingAll || of == null) {
            return;
        }
        comparingAll = true;
        var compared = last(all);
        work.start(
                () -> {
                    var found = new HashMap<History.Pair, Verdict>();
                    for (int i = 0; i < compared.size(); i++) {
                        for (int j = i + 1; j < compared.size(); j++) {
                            judge(of, compared.get(i), compared.get(j), found);
                        }
                    }
                    return found;
                },
                this::add);
    }

    private void judge(String of, int old, int now, HashMap<History.Pair, Verdict> into) {
        var verdict =
                Comparer.verdict(
                        loader.load(new SchemaSource.Version(of, old)),
                        loader.load(new SchemaSource.Version(of, now)));
        if (verdict != null) {
            into.put(new History.Pair(old, now), verdict);
        }
    }

    private void add(HashMap<History.Pair, Verdict> found) {
        var verdicts = new HashMap<>(history.get().verdicts());
        verdicts.putAll(found);
        history.set(new History(last(all), verdicts, deleted));
    }

    private static List<Integer> last(List<Integer> versions) {
        return List.copyOf(versions.subList(Math.max(0, versions.size() - MOST), versions.size()));
    }

    /// The versions that are not deleted, ascending.
    public List<Integer> all() {
        return all;
    }

    /// Those that are deleted, and that the registry still hands out to who asks for them.
    public Set<Integer> deleted() {
        return deleted;
    }

    /// Null where it is not known.
    public ReadOnlyObjectProperty<@Nullable Level> levelProperty() {
        return level.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<History> historyProperty() {
        return history.getReadOnlyProperty();
    }
}
