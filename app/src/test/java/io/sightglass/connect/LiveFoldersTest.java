package io.sightglass.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.decode.DecodeOptions;
import io.sightglass.model.Auth;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Decoded;
import io.sightglass.model.Environment;
import io.sightglass.model.Format;
import io.sightglass.model.Headers;
import io.sightglass.model.Part;
import io.sightglass.model.SchemaRef;
import io.sightglass.port.Cluster;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.Connector;
import io.sightglass.port.From;
import io.sightglass.port.Playground;
import io.sightglass.port.ReadRequest;
import io.sightglass.port.SchemaRegistry;
import io.sightglass.port.Until;
import io.sightglass.tail.Await;
import io.sightglass.tail.ScriptedCluster;
import io.sightglass.tail.Tail;
import io.sightglass.tail.TailLimits;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// An open tail over a fake cluster, while somebody edits the files in its connection's folder.
class LiveFoldersTest {
    private static final int RECORDS = 5_000;

    /// A record of an int and a string.
    private static final byte[] PAYLOAD = {(byte) 0x96, 1, 4, 'h', 'i'};

    private static final String RIGHT =
            """
            {"type": "record", "name": "Sale", "fields": [
              {"name": "cents", "type": "int"}, {"name": "note", "type": "string"}]}
            """;
    private static final String SHORT =
            """
            {"type": "record", "name": "Sale", "fields": [{"name": "cents", "type": "int"}]}
            """;
    private static final String CONTRACT =
            """
            apiVersion: v3.1.0
            kind: DataContract
            id: sales
            name: sales
            version: 1.0.0
            status: active
            schema:
              - name: Sale
                physicalName: sales
                properties:
                  - name: cents
                    logicalType: integer
                    logicalTypeOptions: {maximum: %d}
            """;

    @TempDir Path folder;
    private final ScriptedCluster cluster = new ScriptedCluster();
    private @Nullable Connection opened;
    private @Nullable Tail started;

    private final class Fake implements Connector {
        @Override
        public Cluster connect(ClusterProfile profile) {
            return cluster;
        }

        @Override
        public @Nullable SchemaRegistry registry(ClusterProfile profile) {
            return null;
        }

        @Override
        public Playground startPlayground(Consumer<String> progress) {
            throw new IllegalStateException("not asked for");
        }

        @Override
        public Optional<ClusterProfile> runningPlayground() {
            return Optional.empty();
        }
    }

    @BeforeEach
    void give() {
        for (int i = 0; i < RECORDS; i++) {
            cluster.give(
                    new ScriptedCluster.Message(
                            0, i, System.currentTimeMillis(), Headers.NONE, null, PAYLOAD));
        }
    }

    @AfterEach
    void close() {
        if (started != null) {
            started.close();
        }
        if (opened != null) {
            opened.close();
        }
    }

    private void save(String path, String text) throws IOException {
        Files.writeString(folder.resolve(path), text);
    }

    private Connection open() throws ConnectionFailure {
        var profile =
                new ClusterProfile(
                        "test",
                        "nowhere:1",
                        null,
                        List.of(folder),
                        Environment.DEV,
                        new Auth.None());
        var connection = Connection.open(new Fake(), profile);
        opened = connection;
        return connection;
    }

    private Tail tail(Connection connection) {
        var request = new ReadRequest("sales", Set.of(), new From.Earliest(), new Until.Forever());
        var tail = connection.tail(request, TailLimits.DEFAULT);
        started = tail;
        Await.until("records", () -> tail.next() == RECORDS);
        return tail;
    }

    @Test
    void whatIsSavedTakesEffectInTheOpenTail() throws Exception {
        var connection = open();
        var tail = tail(connection);
        assertEquals(RECORDS, tail.counts().undecodable());

        save("sale.avsc", RIGHT);
        save("topics.yaml", "topics: {sales: {value: sale.avsc}}");
        Await.until("the schema", () -> tail.counts().valid() == RECORDS);
        assertEquals(0, tail.counts().undecodable());
        assertTrue(tail.revisions() > 0);
        assertEquals("Sale", tail.row(7).orElseThrow().schema().name());
        long held = tail.timeline().buckets().stream().mapToLong(b -> b.valid()).sum();
        assertEquals(RECORDS, held);
        var read = connection.decode(tail.record(0).orElseThrow(), Part.VALUE);
        assertTrue(read instanceof Decoded.DecodedMessage, read.toString());

        save("sale.contract.yaml", CONTRACT.formatted(10));
        Await.until("the contract", () -> tail.counts().violation() == RECORDS);
        save("sale.contract.yaml", CONTRACT.formatted(10) + "  nonsense");
        Await.until("the contract's problem", () -> !connection.contracts().problems().isEmpty());
        assertTrue(
                connection.contracts().problems().getLast().text().contains("still reading with"));
        assertEquals(RECORDS, tail.counts().violation());
        save("sale.contract.yaml", CONTRACT.formatted(100));
        Await.until("the better contract", () -> tail.counts().valid() == RECORDS);

        save("sale.avsc", SHORT);
        Await.until("the shorter schema", () -> tail.counts().valid() == 0);
        save("sale.avsc", "{ (");
        Await.until("the problem", () -> !connection.local().problems().isEmpty());
        assertTrue(connection.local().files().getFirst().kept() != null);
        save("sale.avsc", RIGHT);
        Await.until("the right schema", () -> tail.counts().valid() == RECORDS);

        connection
                .decoders()
                .choose("sales", Part.VALUE, DecodeOptions.NONE.withFormat(Format.BYTES));
        Await.until(
                "the choice",
                () ->
                        connection.contracts().problems().isEmpty()
                                && tail.row(0).orElseThrow().schema() == null);
        connection.decoders().choose("sales", Part.VALUE, DecodeOptions.NONE);
        Await.until("the schema", () -> tail.row(0).orElseThrow().schema() != null);

        Files.delete(folder.resolve("sale.avsc"));
        Await.until("none", () -> tail.counts().undecodable() == RECORDS);
        assertEquals(RECORDS, tail.counts().total());
    }

    @Test
    void aChoiceThatIsRememberedIsThereTheNextTime(@TempDir Path user) throws Exception {
        save("sale.avsc", RIGHT);
        var connection = open();
        connection.keepChoicesIn(TopicChoices.read(user));
        var tail = tail(connection);
        assertEquals(RECORDS, tail.counts().undecodable());
        var asSale = DecodeOptions.NONE.withSchema(new SchemaRef.LocalFile("sale.avsc", "Sale"));
        assertTrue(connection.choose("sales", Part.VALUE, asSale, true).isEmpty());
        Await.until("the choice", () -> tail.counts().valid() == RECORDS);
        tail.close();
        connection.close();

        var again = open();
        again.keepChoicesIn(TopicChoices.read(user));
        assertEquals(asSale, again.decoders().chosen("sales", Part.VALUE));
        assertTrue(again.choose("sales", Part.VALUE, DecodeOptions.NONE, false).isEmpty());
        assertTrue(TopicChoices.read(user).of("test").isEmpty());
    }
}
