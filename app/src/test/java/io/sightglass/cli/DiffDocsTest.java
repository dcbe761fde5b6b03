package io.sightglass.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// The examples of `docs/diff.md` say what the command says.
class DiffDocsTest {
    private static final Pattern EXAMPLE =
            Pattern.compile("```console\n\\$ sightglass (.*)\n([^`]*)```");

    @TempDir Path folder;

    @Test
    void everyExampleIsWhatTheCommandSays() throws IOException {
        var examples = EXAMPLE.matcher(Files.readString(Path.of("docs/diff.md")));
        int count = 0;
        while (examples.find()) {
            var cli = new Cli(new FakeConnector(), folder);
            cli.run(examples.group(1).replace("sample-schemas/", "../sample-schemas/").split(" "));
            assertEquals(
                    examples.group(2), cli.out().replace("../sample-schemas/", "sample-schemas/"));
            count++;
        }
        assertTrue(count > 0);
    }
}
