package io.sightglass.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.connect.Connection;
import io.sightglass.contract.RuleSampling;
import io.sightglass.model.Headers;
import io.sightglass.port.RecordHandler;
import io.sightglass.port.RecordSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A tail in the terminal under more records than all rules can be held against.
@Timeout(60)
class TailSampledTest {
    private static final String CONTRACT =
            """
            apiVersion: v3.1.0
            kind: DataContract
            name: c
            schema:
              - name: t
                quality:
                  - {type: custom, engine: cel, implementation: "message.n.all(i, i > 0 && i != 17)"}
            """;
    private static final byte[] VALUE =
            ("{\"n\": [" + "1, ".repeat(200) + "1]}").getBytes(StandardCharsets.UTF_8);

    @TempDir Path folder;

    private RuleSampling sampling;
    private boolean wasPart;

    /// Hands over as many as are read; others arrive twice as fast, until they were sampled for a
    /// while, and then no more do.
    private final class Flood implements RecordSource {
        private long handed;
        private long sampled;
        private long behind;

        @Override
        public int poll(Duration timeout, RecordHandler handler) {
            for (int i = 0; i < 20; i++) {
                handler.accept(0, handed++, 0, Headers.NONE, null, ByteBuffer.wrap(VALUE));
            }
            boolean part = sampling.sampled().isPart();
            wasPart |= part;
            sampled += part ? 20 : 0;
            behind = sampled > 5_000 ? Math.max(0, behind - 1_000) : behind + 20;
            return 20;
        }

        @Override
        public long behind() {
            return behind;
        }

        @Override
        public boolean finished() {
            return wasPart && !sampling.sampled().isPart();
        }

        @Override
        public void wakeup() {}

        @Override
        public void close() {}
    }

    @Test
    void itSaysSoAndWhatWasNotJudged() throws Exception {
        Files.writeString(folder.resolve("c.contract.yaml"), CONTRACT);
        var err = new StringWriter();
        var out = new StringWriter();
        var world = new FakeConnector();
        var context = new Cli(world, folder).context(new PrintWriter(out), new PrintWriter(err));
        long[] counts = new long[2];
        // a second of it takes 4 ms
        sampling = new RuleSampling(() -> System.nanoTime() * 250);
        try (var connection = Connection.open(world, FakeConnector.profile("p", List.of(folder)));
                var source = new Flood()) {
            var decoder = connection.decoders().newDecoder();
            var reader =
                    new RecordReader(connection, decoder, "t", Duration.ofSeconds(1), sampling);
            var json = new RecordJson(new PrintWriter(out));
            RecordPrinter printer =
                    read -> {
                        counts[read.isWhole() ? 0 : 1]++;
                        if (counts[1] == 1 && !read.isWhole()) {
                            json.print(read);
                        }
                    };
            var choice = RecordChoice.of(new ReadOptions());
            int code =
                    new TailLoop(context, source, reader, choice, null, printer, new StopFlag())
                            .run();
            assertEquals(ExitCode.OK, code);
        }
        assertTrue(counts[1] > 0);
        assertTrue(out.toString().contains("\"heldToAllRules\":false"), out::toString);
        var lines = err.toString().lines().toList();
        assertTrue(lines.getFirst().startsWith("Sampled 1 in "), lines::toString);
        assertTrue(
                lines.getFirst().contains("100 % of their time goes into contract.cel (")
                        && lines.getFirst().contains("c.contract.yaml:7:53), "),
                lines::toString);
        assertTrue(
                lines.contains("The rules keep up again: every record is held to all of them."),
                lines::toString);
        assertEquals(
                "Of "
                        + (counts[0] + counts[1])
                        + " records, "
                        + counts[0]
                        + " were held to all rules; the others to their schema's structure and the"
                        + " rules on single fields.",
                lines.getLast());
    }
}
