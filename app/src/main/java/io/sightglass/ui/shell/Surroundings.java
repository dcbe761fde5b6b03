package io.sightglass.ui.shell;

import io.sightglass.model.Format;
import io.sightglass.model.Mark;
import io.sightglass.model.Sentence;
import io.sightglass.port.GroupInfo;
import io.sightglass.schema.LocalSchemas;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;

/// What a connection offers, as of one look at it: topics, subjects, local schemas and consumer
/// groups. Immutable.
///
/// @param registry how the registry answered
/// @param problem what kept the last look from succeeding, or null
public record Surroundings(
        List<Topic> topics,
        List<Subject> subjects,
        List<Folder> folders,
        List<GroupInfo> groups,
        RegistryState registry,
        @Nullable Sentence problem) {
    public static final Surroundings NONE =
            new Surroundings(
                    List.of(), List.of(), List.of(), List.of(), new RegistryState.None(), null);

    public Surroundings {
        topics = List.copyOf(topics);
        subjects = List.copyOf(subjects);
        folders = List.copyOf(folders);
        groups = List.copyOf(groups);
    }

    /// A topic.
    ///
    /// @param records how many it holds, -1 while unknown
    /// @param bytes on disk, -1 while unknown
    /// @param rate records a second since the look before, -1 while unknown
    /// @param format what its values are read as, null while unknown
    /// @param mark the fault that most of its faulty last records have, valid where few have one,
    ///   null while unknown
    /// @param valid the share of valid ones among its last records, -1 while unknown
    public record Topic(
            String name,
            List<Integer> partitions,
            long records,
            long bytes,
            double rate,
            @Nullable Format format,
            @Nullable Mark mark,
            double valid) {}

    /// A registry's subject; `latest` is its highest version, -1 while unknown.
    public record Subject(String name, int latest) {}

    /// A local folder of schemas.
    public record Folder(Path path, List<LocalSchemas.SchemaFile> files) {
        public Folder {
            files = List.copyOf(files);
        }

        /// How many of its files could not be read.
        public long problems() {
            return files.stream().filter(file -> file.problem() != null).count();
        }
    }

    /// Whether the registry answers.
    public sealed interface RegistryState {
        /// The connection has none.
        record None() implements RegistryState {}

        /// It has not been heard yet.
        record Waiting() implements RegistryState {}

        record Answers() implements RegistryState {}

        record Silent(Sentence sentence) implements RegistryState {}
    }
}
