package io.sightglass.architecture.planted.connect;

import javafx.application.Platform;
import javafx.scene.control.Label;

import kafka.server.KafkaRaftServer;

import org.apache.kafka.common.TopicPartition;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.net.http.HttpClient;

/// Uses, on purpose, every library where it must not be used.
public final class Library {
    void window() {
        Platform.runLater(() -> new Label("").setStyle("-fx-font-size: 1px"));
    }

    HttpClient http() {
        return HttpClient.newHttpClient();
    }

    TopicPartition kafka() {
        return new TopicPartition("", 0);
    }

    Class<?> broker() {
        return KafkaRaftServer.class;
    }

    ObjectInputStream serialization(InputStream in) throws IOException {
        return new ObjectInputStream(in);
    }

    void exit() {
        System.exit(0);
    }
}
