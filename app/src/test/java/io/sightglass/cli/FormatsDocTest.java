package io.sightglass.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.github.luben.zstd.Zstd;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/// `docs/formats.md` and the payloads beside it are what the program makes of them. With the
/// property `sightglass.write` the test writes both instead.
@Timeout(60)
class FormatsDocTest {
    private static final String REWRITE =
            "mvn test -pl app -Dtest=FormatsDocTest -Dsightglass.write=true";
    private static final Path PAGE = Path.of("docs/formats.md");
    private static final Path FOLDER = Path.of("docs/formats");

    /// What compresses may do so otherwise tomorrow.
    private static final Set<String> COMPRESSED =
            Set.of("click.json.gz", "click.json.zst", "container.avro", "glue.bin");

    @TempDir Path config;

    @Test
    void thePageIsWhatTheProgramSays() throws IOException {
        boolean write = Boolean.getBoolean("sightglass.write");
        payloads(write);
        var page = FormatsPage.write(config);
        if (write) {
            Files.writeString(PAGE, page);
        } else if (!Files.exists(PAGE) || !Files.readString(PAGE).equals(page)) {
            var there = Files.exists(PAGE) ? Files.readString(PAGE) : "";
            fail(
                    "app/docs/formats.md is not what the program says; first in line "
                            + firstDifference(there, page)
                            + "\nIf the program is right, this rewrites the page: "
                            + REWRITE);
        }
    }

    private static void payloads(boolean write) throws IOException {
        var samples = FormatSamples.all();
        for (var sample : samples.entrySet()) {
            var file = FOLDER.resolve(sample.getKey());
            if (write && !(COMPRESSED.contains(sample.getKey()) && Files.exists(file))) {
                Files.createDirectories(FOLDER);
                Files.write(file, sample.getValue());
            }
            assertTrue(Files.exists(file), file + " is not there; this writes it: " + REWRITE);
            var there = Files.readAllBytes(file);
            if (!COMPRESSED.contains(sample.getKey())) {
                assertArrayEquals(
                        sample.getValue(),
                        there,
                        file + " is not what is written today; this rewrites it: " + REWRITE);
            }
        }
        try (var files = Files.list(FOLDER)) {
            var names = new TreeSet<String>();
            files.forEach(file -> names.add(file.getFileName().toString()));
            assertEquals(new TreeSet<>(samples.keySet()), names, "payloads that no section has");
        }
        var json = samples.get("click.json");
        var gzip = new ByteArrayInputStream(Files.readAllBytes(FOLDER.resolve("click.json.gz")));
        assertArrayEquals(json, new GZIPInputStream(gzip).readAllBytes());
        var zstd = Files.readAllBytes(FOLDER.resolve("click.json.zst"));
        assertArrayEquals(json, Zstd.decompress(zstd, json.length));
    }

    private static String firstDifference(String there, String page) {
        var old = there.lines().toList();
        var now = page.lines().toList();
        for (int i = 0; i < Math.min(old.size(), now.size()); i++) {
            if (!old.get(i).equals(now.get(i))) {
                return (i + 1) + ":\n  there: " + old.get(i) + "\n  now:   " + now.get(i);
            }
        }
        return Math.min(old.size(), now.size()) + 1 + ": one ends there.";
    }
}
