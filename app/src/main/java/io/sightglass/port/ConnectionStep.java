package io.sightglass.port;

import io.sightglass.model.Sentence;

import java.time.Duration;

/// One step of the way to a cluster and its registry: what "Test connection" shows a line for.
///
/// @param took how long it took; zero for what was not tried
public record ConnectionStep(Kind kind, Outcome outcome, Duration took) {
    /// The steps, in the order in which they are gone. Kafka tells its versions before it asks who
    /// one is.
    public enum Kind {
        /// The host's name is resolved.
        NAME("Name"),
        /// Somebody takes a connection there.
        TCP("TCP"),
        /// Both sides agree on TLS, and the certificate is valid, trusted and for this host.
        TLS("TLS"),
        /// What answers is a Kafka broker, and says which requests it knows.
        API_VERSIONS("API versions"),
        /// The broker offers the mechanism, and takes the credentials.
        SASL("SASL"),
        /// The addresses that the cluster sends clients on to can be reached too.
        BROKERS("Brokers"),
        /// What this user may see.
        AUTHORISATION("Authorisation"),
        /// The schema registry answers.
        REGISTRY("Registry");

        private final String shown;

        Kind(String shown) {
            this.shown = shown;
        }

        /// Its name for people.
        public String shown() {
            return shown;
        }
    }

    /// How a step went, with a sentence for the person.
    public sealed interface Outcome {
        Sentence sentence();

        /// It went well; the sentence says what was met.
        record Passed(Sentence sentence) implements Outcome {}

        /// It went wrong; the sentence says what to change.
        record Failed(Sentence sentence) implements Outcome {}

        /// It was not tried; the sentence says why: not part of this connection, or an earlier step
        /// failed.
        record Skipped(Sentence sentence) implements Outcome {}
    }

    public boolean failed() {
        return outcome instanceof Outcome.Failed;
    }
}
