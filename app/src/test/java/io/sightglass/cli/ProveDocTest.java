package io.sightglass.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;

/// The examples of `docs/prove.md` print what stands there.
@Timeout(30)
class ProveDocTest {
    private static final Pattern EXAMPLE =
            Pattern.compile("```console\n\\$ sightglass ([^\n]+)\n(.*?)```", Pattern.DOTALL);

    @TempDir Path folder;

    @Test
    void examplesPrintWhatTheySay() throws IOException {
        var examples = EXAMPLE.matcher(Files.readString(Path.of("docs/prove.md")));
        int count = 0;
        while (examples.find()) {
            count++;
            // Tests run in `app`; the document speaks from the project's folder.
            var arguments =
                    Arrays.stream(examples.group(1).split(" "))
                            .map(word -> word.contains("/") ? "../" + word : word)
                            .toArray(String[]::new);
            var cli = new Cli(new BrokenConnector(), folder);
            int code = cli.run(arguments);
            assertEquals(examples.group(2), cli.out().replace("../", ""), examples.group(1));
            boolean fails = cli.out().lines().findFirst().orElse("").contains("could not be read");
            assertEquals(fails ? ExitCode.FINDINGS : ExitCode.OK, code, cli.err.toString());
        }
        assertTrue(count >= 2, count + " examples");
    }

    @Test
    void aFolderTakesNoSpanAndNeedsSamples() {
        var cli = new Cli(new BrokenConnector(), folder);
        var schema = "../sample-schemas/order-status/v3.avsc";
        assertEquals(ExitCode.USAGE, cli.run("prove", schema, "" + folder, "--limit", "3"));
        cli = new Cli(new BrokenConnector(), folder);
        assertEquals(ExitCode.UNREADABLE, cli.run("prove", schema, "" + folder));
        assertTrue(cli.errLine().startsWith("There are no samples in "), cli.errLine());
        cli = new Cli(new BrokenConnector(), folder);
        assertEquals(
                ExitCode.USAGE, cli.run("prove", "4", "src/test/resources/samples/order-status"));
        assertTrue(cli.errLine().startsWith("SCHEMA names a version in a registry"));
    }
}
