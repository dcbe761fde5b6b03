package io.sightglass.architecture.planted.kafka;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Writes without having been shown a permission, on purpose.
public final class Writes {
    void write(Producer<byte[], byte[]> producer) {
        producer.send(new ProducerRecord<>("topic", new byte[0]));
    }
}
