package io.sightglass.port;

import io.sightglass.model.Sentence;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/// A schema registry, read only. No call blocks: each answers by a future that completes normally,
/// within the registry's deadline, with an answer that may be [RegistryAnswer.Unavailable]. Answers
/// are cached as long as the registry allows: schemas by id for ever, absence for a short time.
public interface SchemaRegistry extends AutoCloseable {
    /// The base URL, for sentences; never with a password.
    String address();

    CompletableFuture<RegistryAnswer<RegisteredSchema>> byId(int id);

    CompletableFuture<RegistryAnswer<RegisteredSchema>> byGuid(UUID guid);

    CompletableFuture<RegistryAnswer<RegisteredSchema>> version(String subject, int version);

    CompletableFuture<RegistryAnswer<List<String>>> subjects();

    /// The versions of a subject, ascending.
    CompletableFuture<RegistryAnswer<List<Integer>>> versions(String subject);

    /// The compatibility level by which new versions of a subject are judged, such as
    /// `BACKWARD_TRANSITIVE`: its own, or the registry's.
    default CompletableFuture<RegistryAnswer<String>> level(String subject) {
        return CompletableFuture.completedFuture(
                new RegistryAnswer.NotFound<>(
                        Sentence.of("The registry does not tell the level of " + subject + ".")));
    }

    /// The same where it was configured for that subject alone; [RegistryAnswer.NotFound] where the
    /// registry's own counts.
    default CompletableFuture<RegistryAnswer<String>> ownLevel(String subject) {
        return CompletableFuture.completedFuture(
                new RegistryAnswer.NotFound<>(
                        Sentence.of("The registry does not tell the level of " + subject + ".")));
    }

    /// The versions of a subject that are there or were deleted softly, ascending.
    default CompletableFuture<RegistryAnswer<List<Integer>>> versionsWithDeleted(String subject) {
        return versions(subject);
    }

    /// A version, also where it was deleted softly.
    default CompletableFuture<RegistryAnswer<RegisteredSchema>> versionEvenDeleted(
            String subject, int version) {
        return version(subject, version);
    }

    /// Whether the registry would take a schema after a version of a subject, by the subject's
    /// level and the registry's own rules. Registers nothing.
    ///
    /// @param schema of which only format, text and references count
    default CompletableFuture<RegistryAnswer<Compatibility>> compatibility(
            String subject, int version, RegisteredSchema schema) {
        return CompletableFuture.completedFuture(
                new RegistryAnswer.NotFound<>(Sentence.of("The registry does not judge schemas.")));
    }

    /// The ids of the schemas that refer to a version of a subject, in no order.
    default CompletableFuture<RegistryAnswer<List<Integer>>> referencedBy(
            String subject, int version) {
        return CompletableFuture.completedFuture(
                new RegistryAnswer.NotFound<>(
                        Sentence.of("The registry does not tell what refers to " + subject + ".")));
    }

    /// Where the schema with an id is registered; may be several subjects.
    default CompletableFuture<RegistryAnswer<List<Registration>>> registrations(int id) {
        return CompletableFuture.completedFuture(
                new RegistryAnswer.NotFound<>(
                        Sentence.of(
                                "The registry does not tell the subjects of schema " + id + ".")));
    }

    /// A version of a subject.
    record Registration(String subject, int version) {}

    /// A registry's verdict.
    ///
    /// @param messages what it says of an incompatibility, in its own words; may be empty
    record Compatibility(boolean compatible, List<String> messages) {
        public Compatibility {
            messages = List.copyOf(messages);
        }
    }

    @Override
    void close();
}
