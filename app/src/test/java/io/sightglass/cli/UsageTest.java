package io.sightglass.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class UsageTest {
    @TempDir Path folder;

    private final FakeConnector world = new FakeConnector();

    private Cli cli() {
        return new Cli(world, folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    tail orders --form earliest | sightglass tail has no option --form. See sightglass tail --help.
                    tail                        | sightglass tail needs TOPIC. See sightglass tail --help.
                    tail orders more            | sightglass tail has no use for more. See sightglass tail --help.
                    topics --reveal             | sightglass topics has no option --reveal; did you mean --registry? See sightglass topics --help.
                    tali orders                 | sightglass has no command tali; did you mean tail? See sightglass --help.
                    snapshot orders             | sightglass snapshot needs FILE.png. See sightglass snapshot --help.
                    tail orders --from          | sightglass tail needs FROM. See sightglass tail --help.
                    tail orders --from sunday   | --from is "sunday"; expected latest, earliest, -N for the last N records, an offset, or an ISO-8601 time such as 2023-08-15T10:00:00Z.
                    tail orders --from --3      | --from is "--3"; expected latest, earliest, -N for the last N records, an offset, or an ISO-8601 time such as 2023-08-15T10:00:00Z.
                    tail orders --until now     | --until is "now"; expected end, or an ISO-8601 time such as 2023-08-15T10:00:00Z.
                    tail orders --limit 0       | --limit is "0"; expected a number of records from 1, such as 200.
                    tail orders --limit many    | --limit is "many"; expected a number of records from 1, such as 200.
                    tail orders --only broken   | --only has "broken"; expected one or several of violation, unknown, undecodable, separated by commas.
                    tail orders --bootstrap x   | --bootstrap is "x": the port is missing; expected HOST:PORT such as localhost:9092.
                    tail orders --bootstrap x:0 | --bootstrap is "x:0": the port is not from 1 to 65535; expected HOST:PORT such as localhost:9092.
                    tail orders --bootstrap http://x:1  | --bootstrap is "http://x:1": a broker's address has no scheme; expected HOST:PORT such as localhost:9092.
                    tail o --bootstrap x:1 --registry y | --registry is "y"; expected a URL such as http://localhost:8081.
                    tail o --bootstrap x:1 --registry u:secret@y | --registry is no URL; expected a URL such as http://localhost:8081.
                    tail orders --profile prod  | No connection named prod is kept; none is. Give --bootstrap HOST:PORT, or connect in the window to keep one.
                    snapshot orders -o a.jpg    | -o is "a.jpg"; expected a file that ends in .png.
                    snapshot orders -o a.png --theme red | --theme is "red"; expected dark or light.
                    snapshot orders -o a.png --size 10x9000 | --size is "10x9000"; expected WIDTHxHEIGHT from 320 to 8000 pixels, such as 1440x900.
                    """)
    void aWrongCommandLineIsOneSentenceAndCode2(String line, String sentence) {
        var cli = cli();
        assertEquals(ExitCode.USAGE, cli.run(line.split(" ")), line);
        assertEquals(sentence, cli.errLine());
        assertEquals("", cli.out());
        assertEquals(List.of(), world.log);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "topics", "tail", "decode", "connections", "playground", "snapshot"})
    void everyCommandHasHelpAndVersion(String command) {
        var help = cli();
        assertEquals(0, help.run((command + " --help").strip().split(" ")));
        assertTrue(help.out().startsWith("Usage: sightglass"), help.out());
        assertTrue(help.out().contains("--debug"));
        assertTrue(help.out().lines().allMatch(line -> line.length() <= 100));

        var version = cli();
        assertEquals(0, version.run((command + " --version").strip().split(" ")));
        assertTrue(version.out().startsWith("Sightglass "), version.out());
    }

    @Test
    void debugAddsTheStackTrace() {
        var without = cli();
        assertEquals(ExitCode.UNREADABLE, without.run("topics", "--bootstrap", "nobody:1"));
        assertEquals("No broker answered at nobody:1 within 6 s.", without.errLine());

        var with = cli();
        assertEquals(ExitCode.UNREADABLE, with.run("topics", "--bootstrap", "nobody:1", "--debug"));
        assertTrue(with.err.toString().startsWith("No broker answered at nobody:1 within 6 s."));
        assertTrue(with.err.toString().contains("\tat io.sightglass."), with.err.toString());

        var usage = cli();
        assertEquals(ExitCode.USAGE, usage.run("topics", "--debug", "--what"));
        assertTrue(usage.err.toString().contains("\tat "), usage.err.toString());
    }

    @Test
    void anUnknownTopicIsOneSentenceAndCode3() {
        for (var command : List.of("tail nowhere", "snapshot nowhere -o " + folder + "/a.png")) {
            var cli = cli();
            var line = command + " --bootstrap " + FakeConnector.REACHABLE;
            assertEquals(ExitCode.UNREADABLE, cli.run(line.split(" ")));
            assertEquals("There is no topic nowhere at fake:9092.", cli.errLine());
        }
        assertEquals(List.of("connect", "disconnect", "connect", "disconnect"), world.log);
    }

    @Test
    void aFaultOfItsOwnIsOneSentenceToo() {
        var cli = new Cli(new BrokenConnector(), folder);
        assertEquals(ExitCode.UNREADABLE, cli.run("topics", "--bootstrap", "x:1"));
        assertEquals(
                "sightglass topics met a fault of its own and stopped; run it again with --debug"
                        + " and report what it prints.",
                cli.errLine());
    }

    @Test
    void aProfileGivesItsPartsAndOptionsTakeTheirPlace() throws Exception {
        Files.writeString(
                folder.resolve("connections.json"),
                """
                {"connections": [{"name": "prod", "bootstrap": "fake:9092",
                  "registry": "http://sr:8081", "schemaFolders": ["/none"]}]}
                """);
        world.record("t", 0, "k", "{}");
        var own = Files.createDirectory(folder.resolve("schemas"));
        var cli = cli();
        var line = "tail t --until end --profile prod --registry http://other:1 --schemas " + own;
        cli.run(line.split(" "));
        var profile = world.connected.getFirst();
        assertEquals("prod", profile.name());
        assertEquals("http://other:1", profile.registry());
        assertEquals(List.of(own, Path.of("/none")), profile.schemaFolders());
        assertFalse(world.log.contains("playground started"));
    }

    @Test
    void aFolderThatIsNotThereIsOneSentenceAndCode3() {
        var cli = cli();
        var line = "topics --bootstrap fake:9092 --schemas " + folder.resolve("nix");
        assertEquals(ExitCode.UNREADABLE, cli.run(line.split(" ")));
        assertEquals(
                "There is no folder "
                        + folder.resolve("nix")
                        + "; --schemas takes the folder that holds the schema files.",
                cli.errLine());
    }
}
