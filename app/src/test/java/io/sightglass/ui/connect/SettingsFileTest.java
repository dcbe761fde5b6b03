package io.sightglass.ui.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class SettingsFileTest {
    @TempDir Path folder;

    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        var settings =
                new Settings(
                        false,
                        15,
                        new Settings.Bounds(10, 20, 1200, 800, true),
                        Map.of("Key", 12.5),
                        List.of("Kitchen", "Playground"));
        SettingsFile.read(folder).write(settings);
        var again = SettingsFile.read(folder);
        assertEquals(settings, again.settings());
        assertNull(again.problem());
    }

    @Test
    void withoutAFileTheDefaultsHold() {
        assertEquals(Settings.DEFAULT, SettingsFile.read(folder).settings());
    }

    @Test
    void anOlderFileNamesTheOneConnectionThatWasOpen() throws Exception {
        var file = folder.resolve("settings.json");
        Files.writeString(file, "{\"theme\": \"dark\", \"connection\": \"Kitchen\"}");
        assertEquals(List.of("Kitchen"), SettingsFile.read(folder).settings().open());
        Files.writeString(file, "{\"theme\": \"dark\"}");
        assertEquals(List.of("Playground"), SettingsFile.read(folder).settings().open());
    }

    @Test
    void whoClosedEverythingFindsNothingOpen() throws Exception {
        SettingsFile.read(folder).write(Settings.DEFAULT.withOpen(List.of()));
        assertEquals(List.of(), SettingsFile.read(folder).settings().open());
    }

    @Test
    void aBrokenFileIsKeptAsideAndNamed() throws Exception {
        var file = folder.resolve("settings.json");
        Files.writeString(file, "{ \"theme\": ");
        var read = SettingsFile.read(folder);
        assertEquals(Settings.DEFAULT, read.settings());
        var problem = read.problem();
        assertNotNull(problem);
        assertTrue(problem.plain().contains("settings.json.broken-1"), problem.plain());
        read.write(Settings.DEFAULT.withDark(false));
        assertEquals("{ \"theme\": ", Files.readString(folder.resolve("settings.json.broken-1")));
    }

    @Test
    void strangeValuesAreBroughtWithinBounds() throws Exception {
        Files.writeString(
                folder.resolve("settings.json"),
                """
                {"theme": 7, "textSize": 400, "window": {"width": 3, "height": 2},
                 "columns": {"Key": -4, "Value": "wide", "P": 9}}
                """);
        var settings = SettingsFile.read(folder).settings();
        assertEquals(Settings.LARGEST_TEXT, settings.textSize());
        assertNull(settings.bounds());
        assertEquals(Map.of("P", 9.0), settings.columns());
    }
}
