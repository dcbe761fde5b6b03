package io.sightglass.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What the documents name must be there.
class DocsTest {
    /// Tests run in `app`; the project is its parent.
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
    private static final Pattern SOURCE = Pattern.compile("`(io/sightglass/[\\w/-]+\\.java)`");

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        var broken = new ArrayList<String>();
        for (var document : documents()) {
            var links = LINK.matcher(Files.readString(document));
            while (links.find()) {
                var target = document.resolveSibling(links.group(1)).normalize();
                if (!Files.exists(target)) {
                    broken.add(PROJECT.relativize(document) + " -> " + links.group(1));
                }
            }
        }
        assertEquals(List.of(), broken);
    }

    @Test
    void theTourNamesFilesThatExistAndAtMostTenForEachWay() throws IOException {
        var tour = PROJECT.resolve("app/docs/tour.md");
        var ways = Files.readString(tour).split("\n## ");
        int walked = 0;
        for (var way : ways) {
            var files = new ArrayList<String>();
            var sources = SOURCE.matcher(way);
            while (sources.find()) {
                if (!files.contains(sources.group(1))) {
                    files.add(sources.group(1));
                }
            }
            for (var file : files) {
                assertTrue(
                        Files.isRegularFile(PROJECT.resolve("app/src/main/java").resolve(file)),
                        () -> "the tour names " + file + ", which is not there");
            }
            if (way.contains("to pixel") || way.contains("to walker")) {
                assertFalse(files.isEmpty());
                assertTrue(files.size() <= 10, () -> "more than ten files: " + files);
                walked++;
            }
        }
        assertTrue(walked >= 2, "the tour walks a record's way and a schema's way");
    }

    @Test
    void everyDecisionRecordFitsAPage() throws IOException {
        try (var records = Files.list(PROJECT.resolve("app/docs/decisions"))) {
            for (var record : records.toList()) {
                var lines = Files.readAllLines(record).size();
                assertTrue(lines <= 60, () -> record + " has " + lines + " lines");
            }
        }
    }

    private static List<Path> documents() throws IOException {
        var documents = new ArrayList<Path>();
        documents.add(PROJECT.resolve("README.md"));
        try (var files = Files.walk(PROJECT.resolve("app/docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
        }
        return documents;
    }
}
