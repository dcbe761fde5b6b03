package io.sightglass.kafka;

import io.sightglass.port.ConnectionFailure;

import org.apache.kafka.common.KafkaException;

/// Makes a client of Kafka's.
interface Maker<T> {
    /// @throws ConnectionFailure when something on this machine is missing that the way in needs
    /// @throws KafkaException when none can be made, as where the login fails
    T make() throws ConnectionFailure;
}
