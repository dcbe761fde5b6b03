package io.sightglass.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.connect.Profiles;
import io.sightglass.model.Auth;
import io.sightglass.model.Secret;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class ConnectionsTest {
    @TempDir Path folder;

    private final FakeConnector world = new FakeConnector();

    private Cli kept() throws IOException {
        var profiles = Profiles.read(folder);
        profiles.keep(
                FakeConnector.profile("Kitchen", List.of())
                        .withAuth(new Auth.Plain("ada", Secret.named("Kitchen/password"))));
        profiles.keep(FakeConnector.profile("Bar", List.of()));
        return new Cli(world, folder);
    }

    @Test
    void theKeptOnesAreListed() throws IOException {
        var cli = kept();
        assertEquals(ExitCode.OK, cli.run("connections", "list"));
        assertEquals(List.of("Kitchen  fake:9092", "Bar      fake:9092"), cli.lines());
        var json = kept();
        assertEquals(ExitCode.OK, json.run("connections", "list", "--json"));
        assertEquals(
                "{\"name\":\"Kitchen\",\"bootstrap\":\"fake:9092\",\"registry\":null,"
                        + "\"environment\":\"demo\",\"writable\":false}",
                json.lines().getFirst());
    }

    @Test
    void writingIsAllowedAndTakenBack() throws IOException {
        var cli = kept();
        assertEquals(ExitCode.OK, cli.run("connections", "writable", "Bar"));
        assertEquals(
                "Bar (demo) at fake:9092 may be written to, after asking.", cli.lines().getLast());
        assertTrue(Profiles.read(folder).find("Bar").orElseThrow().use().writable());
        assertFalse(Profiles.read(folder).find("Kitchen").orElseThrow().use().writable());
        var list = new Cli(world, folder);
        assertEquals(ExitCode.OK, list.run("connections", "list"));
        assertEquals("Bar      fake:9092  writing allowed", list.lines().getLast());
        var back = new Cli(world, folder);
        assertEquals(ExitCode.OK, back.run("connections", "writable", "Bar", "--off"));
        assertEquals("Bar (demo) at fake:9092 is read-only.", back.lines().getLast());
        assertFalse(Profiles.read(folder).find("Bar").orElseThrow().use().writable());
        var unknown = new Cli(world, folder);
        assertEquals(ExitCode.USAGE, unknown.run("connections", "writable", "Cellar"));
        var playground = new Cli(world, folder);
        assertEquals(ExitCode.USAGE, playground.run("connections", "writable", "Playground"));
    }

    @Test
    void aTestGoesStepByStepAndItsExitCodeSaysHowItWent() throws IOException {
        var cli = kept();
        assertEquals(ExitCode.OK, cli.run("connections", "test", "Bar"));
        assertEquals(2, cli.lines().size(), cli.out());
        assertTrue(
                cli.lines().getFirst().matches("● Authorisation +\\d+ ms  The cluster answers\\."),
                cli.out());
        assertEquals(
                "- Registry             -  This connection has no schema registry.",
                cli.lines().getLast());

        var away = new Cli(world, folder);
        assertEquals(
                ExitCode.UNREADABLE,
                away.run("connections", "test", "--json", "--bootstrap", "away:9092"));
        assertTrue(
                away.lines()
                        .getFirst()
                        .matches(
                                "\\{\"step\":\"authorisation\",\"outcome\":\"failed\",\"millis\":\\d+,\"message\":\"No"
                                    + " broker answered at away:9092.*\"}"),
                away.out());
    }

    @Test
    void itsSecretsComeFromAFile() throws IOException {
        var secrets = folder.resolve("secrets");
        Files.writeString(secrets, "Kitchen/password=pomegranate\n");
        var cli = kept();
        assertEquals(
                ExitCode.OK,
                cli.run("connections", "test", "Kitchen", "--secrets-from", secrets.toString()));
        var used = (Auth.Plain) world.connected.getLast().auth();
        assertEquals("pomegranate", used.password().reveal());
        assertFalse((cli.out() + cli.err).contains("pomegranate"));
    }

    @Test
    void withoutItsSecretItSaysHowToGiveIt() throws IOException {
        var cli = kept();
        assertEquals(ExitCode.UNREADABLE, cli.run("connections", "test", "Kitchen"));
        assertTrue(cli.errLine().contains("SIGHTGLASS_SECRET_KITCHEN_PASSWORD"), cli.errLine());
    }

    @Test
    void anExportHasPlacesInsteadOfSecretsAndComesBack() throws IOException {
        var cli = kept();
        assertEquals(ExitCode.OK, cli.run("connections", "export", "Kitchen"));
        assertTrue(cli.out().contains("${secret:Kitchen/password}"), cli.out());
        var file = folder.resolve("client.properties");
        Files.writeString(file, cli.out());
        var secrets = folder.resolve("secrets");
        Files.writeString(secrets, "Kitchen/password=pomegranate\n");
        var again = new Cli(world, folder);
        assertEquals(
                ExitCode.OK,
                again.run(
                        "topics",
                        "--config",
                        file.toString(),
                        "--secrets-from",
                        secrets.toString()));
        assertEquals(
                "pomegranate", ((Auth.Plain) world.connected.getLast().auth()).password().reveal());
    }

    @Test
    void whatIsNotSaidIsAskedFor() {
        var cli = new Cli(world, folder);
        assertEquals(ExitCode.USAGE, cli.run("connections"));
        assertTrue(cli.err.toString().contains("connections test NAME"), cli.err.toString());
        var nobody = new Cli(world, folder);
        assertEquals(ExitCode.USAGE, nobody.run("connections", "test"));
        assertTrue(nobody.errLine().contains("--config FILE"), nobody.errLine());
        var unknown = new Cli(world, folder);
        assertEquals(ExitCode.USAGE, unknown.run("connections", "test", "Nowhere"));
        assertTrue(unknown.errLine().contains("Nowhere"), unknown.errLine());
    }
}
