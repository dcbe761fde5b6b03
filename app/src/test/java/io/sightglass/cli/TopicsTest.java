package io.sightglass.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

class TopicsTest {
    @TempDir Path folder;

    private final FakeConnector world =
            new FakeConnector()
                    .record("orders", 0, "k", "{\"a\": 1}")
                    .record("orders", 0, "k", "plain words")
                    .record("x", 0, "k", null)
                    .record("__internal", 0, "k", "{}");

    @Test
    void aTableForPeople() {
        var cli = new Cli(world, folder);
        assertEquals(ExitCode.OK, cli.run("topics", "--bootstrap", FakeConnector.REACHABLE));
        assertEquals(
                List.of(
                        "TOPIC   PARTITIONS  FORMATS     RECORDS     SIZE",
                        "orders           1  JSON, Text        2  2.0 KiB",
                        "x                1  -                 1  2.0 KiB"),
                cli.lines());
    }

    @Test
    void anObjectALineForPrograms() {
        var cli = new Cli(world, folder);
        assertEquals(
                ExitCode.OK, cli.run("topics", "--json", "--bootstrap", FakeConnector.REACHABLE));
        assertEquals(
                List.of(
                        "{\"topic\":\"orders\",\"partitions\":1,\"formats\":[\"json\",\"text\"],"
                                + "\"records\":2,\"bytes\":2048}",
                        "{\"topic\":\"x\",\"partitions\":1,\"formats\":[],"
                                + "\"records\":1,\"bytes\":2048}"),
                cli.lines());
    }

    @Test
    void sizesAreInBinaryUnits() {
        assertEquals("-", TopicsTable.size(-1));
        assertEquals("1023 B", TopicsTable.size(1023));
        assertEquals("1.0 KiB", TopicsTable.size(1024));
        assertEquals("3.5 GiB", TopicsTable.size(7L << 29));
        assertEquals("2048.0 TiB", TopicsTable.size(1L << 51));
    }
}
