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

    /// A file below a local folder.
    record File(Path folder, String path) implements SchemaSource {
        @Override
        public String name() {
            return path;
        }
    }
}
