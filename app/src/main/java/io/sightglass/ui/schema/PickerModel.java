package io.sightglass.ui.schema;

import io.sightglass.connect.Connection;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Sentence;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.RegistryAnswer;
import io.sightglass.schema.GitRevisions;
import io.sightglass.schema.GitRevisions.Revision;

import org.jspecify.annotations.Nullable;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// What a side may be: local files and their git revisions, the registry's subjects and their
/// versions, and those of other registries. A choice is a schema, leads to more, or both.
public final class PickerModel {
    private static final int MOST_REVISIONS = 300;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Connection connection;
    private final Neighbours neighbours;
    private final SchemaLoader loader;
    private final Work work;
    private final Supplier<List<SchemaSource>> drafts;

    /// A line of the list.
    ///
    /// @param note what else there is to say; may be empty
    /// @param schema what it is; null where it only leads on
    /// @param more what it leads to, found out off the window's thread; null where it does not
    /// @param moreTitle what that is: `git revisions`
    public record Choice(
            String title,
            String note,
            @Nullable SchemaSource schema,
            @Nullable Supplier<Listing> more,
            String moreTitle) {
        static Choice of(SchemaSource schema, String title, String note) {
            return new Choice(title, note, schema, null, "");
        }

        static Choice to(String title, String note, Supplier<Listing> more, String moreTitle) {
            return new Choice(title, note, null, more, moreTitle);
        }
    }

    /// Choices, or why there are none.
    ///
    /// @param prompt what may be typed
    /// @param typed what a text means that was typed here, where it means something by itself
    public record Listing(
            String title,
            String prompt,
            List<Choice> choices,
            @Nullable Sentence problem,
            Function<String, Optional<Choice>> typed) {
        public Listing {
            choices = List.copyOf(choices);
        }

        static Listing failed(String title, Sentence problem) {
            return new Listing(title, "", List.of(), problem, _ -> Optional.empty());
        }
    }

    /// @param drafts the tab's own
    PickerModel(
            Connection connection,
            Neighbours neighbours,
            SchemaLoader loader,
            Work work,
            Supplier<List<SchemaSource>> drafts) {
        this.connection = connection;
        this.neighbours = neighbours;
        this.loader = loader;
        this.work = work;
        this.drafts = drafts;
    }

    /// What there is to begin with.
    public Listing begin() {
        var choices = new ArrayList<Choice>();
        for (var draft : drafts.get()) {
            choices.add(Choice.of(draft, draft.name(), "edited here"));
        }
        for (var file : connection.local().files()) {
            var source = new SchemaSource.File(file.folder(), file.path());
            choices.add(
                    new Choice(
                            file.path(),
                            file.problem() == null ? "" : "▲ does not parse",
                            source,
                            () -> revisions(source),
                            "git revisions"));
        }
        for (var subject : neighbours.subjects()) {
            choices.add(
                    new Choice(
                            subject,
                            "latest version",
                            new SchemaSource.Version(subject, -1),
                            () -> versions(subject),
                            "versions"));
        }
        for (var profile : neighbours.profiles()) {
            if (profile.registry() != null
                    && !profile.registry().equals(connection.profile().registry())) {
                choices.add(registry("Registry of " + profile.name(), profile));
            }
        }
        return new Listing(
                "Compare with",
                "A local file, a subject, or the URL of another registry",
                choices,
                null,
                this::url);
    }

    private Choice registry(String title, ClusterProfile profile) {
        var url = profile.registry();
        return Choice.to(title, "", () -> subjects(title, url == null ? "" : url), "subjects");
    }

    private Optional<Choice> url(String text) {
        return text.matches("https?://\\S+")
                ? Optional.of(
                        Choice.to(
                                "The registry at that address",
                                "",
                                () -> subjects("Another registry", text),
                                "subjects"))
                : Optional.empty();
    }

    /// Finds out what a choice leads to; `taker` hears it on the window's thread.
    public void follow(Choice choice, Consumer<Listing> taker) {
        var more = choice.more();
        if (more != null) {
            work.start(more, taker);
        }
    }

    private static Listing revisions(SchemaSource.File file) {
        var title = "Revisions of " + file.path();
        var answer =
                GitRevisions.standard().list(file.folder().resolve(file.path()), MOST_REVISIONS);
        return switch (answer) {
            case GitRevisions.Answer.Refused<List<Revision>>(var why) -> Listing.failed(title, why);
            case GitRevisions.Answer.Found<List<Revision>>(var found) ->
                    new Listing(
                            title,
                            "A word of its message, or a revision: v1.2, HEAD~3",
                            found.stream().map(each -> revision(file, each)).toList(),
                            null,
                            text -> typedRevision(file, text));
        };
    }

    private static Choice revision(SchemaSource.File file, Revision revision) {
        var names =
                revision.names().isEmpty() ? "" : " (" + String.join(", ", revision.names()) + ")";
        return Choice.of(
                new SchemaSource.Revision(file.folder(), file.path(), revision.hash()),
                revision.shortHash() + names + "  " + revision.subject(),
                DAY.format(revision.time().atZoneSameInstant(ZoneId.systemDefault()))
                        + " · "
                        + revision.author());
    }

    private static Optional<Choice> typedRevision(SchemaSource.File file, String text) {
        return text.isBlank() || text.contains(" ")
                ? Optional.empty()
                : Optional.of(
                        Choice.of(
                                new SchemaSource.Revision(file.folder(), file.path(), text),
                                "Revision " + text,
                                "as git understands it"));
    }

    private Listing versions(String subject) {
        var title = "Versions of " + subject;
        return switch (loader.versions(subject)) {
            case RegistryAnswer.NotFound<List<Integer>>(var why) -> Listing.failed(title, why);
            case RegistryAnswer.Unavailable<List<Integer>>(var why) -> Listing.failed(title, why);
            case RegistryAnswer.Found<List<Integer>>(var there) -> {
                var gone = loader.deletedVersions(subject, there);
                var all = new TreeSet<>(there);
                all.addAll(gone);
                yield new Listing(
                        title,
                        "A version",
                        all.descendingSet().stream()
                                .map(version ->
                                        Choice.of(
                                                new SchemaSource.Version(subject, version),
                                                "v" + version,
                                                gone.contains(version) ? "✕ deleted" : ""))
                                .toList(),
                        null,
                        _ -> Optional.empty());
            }
        };
    }

    private Listing subjects(String title, String url) {
        String address;
        try {
            address = neighbours.registries().open(url);
        } catch (ConnectionFailure failure) {
            return Listing.failed(title, failure.sentence());
        }
        return switch (loader.subjects(address)) {
            case RegistryAnswer.NotFound<List<String>>(var why) -> Listing.failed(title, why);
            case RegistryAnswer.Unavailable<List<String>>(var why) -> Listing.failed(title, why);
            case RegistryAnswer.Found<List<String>>(var subjects) ->
                    new Listing(
                            "Subjects at " + address,
                            "A subject",
                            subjects.stream()
                                    .sorted()
                                    .map(subject ->
                                            new Choice(
                                                    subject,
                                                    "latest version",
                                                    new SchemaSource.Elsewhere(
                                                            address, subject, -1),
                                                    () -> versions(address, subject),
                                                    "versions"))
                                    .toList(),
                            null,
                            _ -> Optional.empty());
        };
    }

    private Listing versions(String address, String subject) {
        var title = "Versions of " + subject + " at " + address;
        return switch (loader.versions(address, subject)) {
            case RegistryAnswer.NotFound<List<Integer>>(var why) -> Listing.failed(title, why);
            case RegistryAnswer.Unavailable<List<Integer>>(var why) -> Listing.failed(title, why);
            case RegistryAnswer.Found<List<Integer>>(var versions) ->
                    new Listing(
                            title,
                            "A version",
                            versions.reversed().stream()
                                    .map(version ->
                                            Choice.of(
                                                    new SchemaSource.Elsewhere(
                                                            address, subject, version),
                                                    "v" + version,
                                                    ""))
                                    .toList(),
                            null,
                            _ -> Optional.empty());
        };
    }
}
