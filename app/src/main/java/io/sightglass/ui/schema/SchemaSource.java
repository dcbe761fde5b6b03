package io.sightglass.ui.schema;

import java.nio.file.Path;

/// Where a schema that is shown comes from.
public sealed interface SchemaSource {
    /// What it is called, in full.
    String name();

    /// A version of a registry's subject.
    ///
    /// @param version as in [io.sightglass.model.SchemaRef.BySubjectVersion]
    record Version(String subject, int version) implements SchemaSource {
        @Override
        public String name() {
            return version < 0 ? subject : subject + " v" + version;
        }
    }

    /// The schema with a registry's id.
    record ById(int id) implements SchemaSource {
        @Override
        public String name() {
            return "schema " + id;
        }
    }

    /// A version of a subject in another registry than the connection's.
    ///
    /// @param registry its address, as [io.sightglass.connect.OtherRegistries] knows it
    /// @param version as in [Version]
    record Elsewhere(String registry, String subject, int version) implements SchemaSource {
        @Override
        public String name() {
            return (version < 0 ? subject : subject + " v" + version) + " at " + registry;
        }
    }

    /// A local file as it was in a git revision.
    ///
    /// @param revision a hash, or anything else that git takes for one
    record Revision(Path folder, String path, String revision) implements SchemaSource {
        private static final int SHOWN = 8;

        @Override
        public String name() {
            return path + " at " + shown();
        }

        /// Enough of a hash, or the whole of a name.
        String shown() {
            return revision.matches("[0-9a-f]{12,}") ? revision.substring(0, SHOWN) : revision;
        }
    }

    /// A text that is being written, which began as a copy of another schema.
    ///
    /// @param number 1 for the tab's first
    record Draft(int number, SchemaSource of) implements SchemaSource {
        @Override
        public String name() {
            return label() + " of " + origin().name();
        }

        /// Where there is little room: `draft`, `draft 2`.
        String label() {
            return number == 1 ? "draft" : "draft " + number;
        }

        /// What it is a copy of in the end: no draft.
        SchemaSource origin() {
            return of instanceof Draft draft ? draft.origin() : of;
        }
    }

    /// A file below a local folder.
    record File(Path folder, String path) implements SchemaSource {
        @Override
        public String name() {
            return path;
        }
    }
}
