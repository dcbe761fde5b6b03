package io.sightglass.model;

import java.util.UUID;

/// How a payload, or a person, names a schema.
public sealed interface SchemaRef {
    /// A registry's id, as in Confluent's five-byte prefix.
    record ById(int id) implements SchemaRef {}

    /// A registry's GUID, as in the headers `__key_schema_id` and `__value_schema_id`.
    record ByGuid(UUID guid) implements SchemaRef {}

    /// @param subject empty for that of the writer's schema, where a reader's is named
    /// @param version from 1 on, or [#LATEST]
    record BySubjectVersion(String subject, int version) implements SchemaRef {
        /// The version that is the latest when it is first asked for.
        public static final int LATEST = -1;

        /// `v2`, `the latest version`: for sentences.
        public String versionName() {
            return version == LATEST ? "the latest version" : "v" + version;
        }
    }

    /// The CRC-64-AVRO fingerprint of Avro's single-object encoding.
    record ByFingerprint(long fingerprint) implements SchemaRef {}

    /// A schema version in an AWS Glue schema registry.
    record ByGlueVersion(UUID version) implements SchemaRef {}

    /// Apicurio's id of one version of one artifact.
    record ByGlobalId(long id) implements SchemaRef {}

    /// Apicurio's id of a text, whichever artifacts have it.
    record ByContentId(long id) implements SchemaRef {}

    /// Apicurio's hash of a text.
    record ByContentHash(String hash) implements SchemaRef {}

    /// An artifact in an Apicurio registry. `group` is empty for the default group, `version` for
    /// the latest.
    record ByArtifact(String group, String artifact, String version) implements SchemaRef {}

    /// A file below a local schema folder, with `/` as separator; `type` is the full name of a type
    /// in it, or empty for the file's first.
    record LocalFile(String path, String type) implements SchemaRef {}
}
