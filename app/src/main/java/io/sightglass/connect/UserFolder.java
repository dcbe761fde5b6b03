package io.sightglass.connect;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// Where this user's configuration lives, in the way of the operating system.
public final class UserFolder {
    private UserFolder() {}

    /// The folder for the running process. It may not exist yet.
    public static Path current() {
        return of(
                System.getProperty("os.name", ""),
                System.getenv(),
                Path.of(System.getProperty("user.home", ".")));
    }

    /// `%APPDATA%\Sightglass` on Windows, `~/Library/Application Support/Sightglass` on macOS, else
    /// `$XDG_CONFIG_HOME/sightglass` or `~/.config/sightglass` (XDG base directory specification: a
    /// relative path there is to be ignored).
    static Path of(String os, Map<String, String> environment, Path home) {
        var system = os.toLowerCase(Locale.ROOT);
        if (system.contains("windows")) {
            var appData = environment.getOrDefault("APPDATA", "");
            return appData.isBlank()
                    ? home.resolve("AppData").resolve("Roaming").resolve("Sightglass")
                    : Path.of(appData).resolve("Sightglass");
        }
        if (system.contains("mac")) {
            return home.resolve("Library").resolve("Application Support").resolve("Sightglass");
        }
        var xdg = environment.getOrDefault("XDG_CONFIG_HOME", "");
        return xdg.startsWith("/")
                ? Path.of(xdg).resolve("sightglass")
                : home.resolve(".config").resolve("sightglass");
    }
}
