package io.sightglass.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

@Timeout(30)
class PlaygroundAndSnapshotTest {
    @TempDir Path folder;

    private final FakeConnector world = new FakeConnector();

    @Test
    void aPlaygroundSaysWhereItIsAndRunsUntilAnInterrupt() throws Exception {
        world.playgroundSchemas = List.of(Path.of("/samples"));
        var cli = new Cli(world, folder);
        var code = CompletableFuture.supplyAsync(() -> cli.run("playground"));
        cli.awaitOut("schemas=");
        assertEquals(
                List.of("bootstrap=fake:9092", "registry=http://fake:8081", "schemas=/samples"),
                cli.lines());
        assertFalse(code.isDone());
        cli.interrupts.stop();
        assertEquals(ExitCode.OK, code.get());
        assertEquals(List.of("playground started", "playground closed"), world.log);
    }

    @Test
    void aSnapshotIsDrawnOverAnOpenConnection() {
        world.record("orders", 0, "k", "{}");
        var cli = new Cli(world, folder);
        var file = folder.resolve("out.png");
        assertEquals(
                ExitCode.OK,
                cli.run(
                        "snapshot",
                        "orders",
                        "-o",
                        file.toString(),
                        "--theme",
                        "light",
                        "--size",
                        "1000x700"));
        var picture = cli.pictures.getFirst();
        assertEquals("orders", picture.topic());
        assertEquals(file, picture.file());
        assertFalse(picture.dark());
        assertEquals(1000, picture.width());
        assertEquals(700, picture.height());
        assertEquals("playground closed", world.log.getLast());

        cli.run("snapshot", "orders", "-o", file.toString());
        assertTrue(cli.pictures.getLast().dark());
        assertEquals(1440, cli.pictures.getLast().width());
        assertEquals(900, cli.pictures.getLast().height());
    }

    @Test
    void aFolderThatIsNotThereStopsASnapshotBeforeItBegins() {
        var cli = new Cli(world, folder);
        var file = folder.resolve("no/out.png");
        assertEquals(ExitCode.UNREADABLE, cli.run("snapshot", "orders", "-o", file.toString()));
        assertEquals(
                "There is no folder "
                        + file.getParent()
                        + "; make it, or name another file with -o.",
                cli.errLine());
        assertEquals(List.of(), world.log);
    }
}
