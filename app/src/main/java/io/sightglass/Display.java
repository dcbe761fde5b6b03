package io.sightglass;

import io.sightglass.model.Sentence;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Whether a window can open here, found out without the toolkit, which would say so in a stack
/// trace.
final class Display {
    private static final String X11 = "libX11.so.6";

    /// What JavaFX links to on Linux, and the packages that have it.
    private static final List<Library> LIBRARIES =
            List.of(
                    new Library(X11, "libx11-6 (Fedora: libX11)"),
                    new Library("libgtk-3.so.0", "libgtk-3-0 (Fedora: gtk3)"),
                    new Library("libXtst.so.6", "libxtst6 (Fedora: libXtst)"));

    private Display() {}

    private record Library(String name, String packages) {}

    /// Why no window can open, as a sentence; empty where one can.
    static Optional<Sentence> obstacle() {
        if ("Headless".equals(System.getProperty("glass.platform"))) {
            return Optional.empty();
        }
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
            return Optional.empty();
        }
        return inEnvironment(System.getenv()).or(Display::inLibraries).or(Display::atServer);
    }

    /// What the environment of a Linux process says.
    static Optional<Sentence> inEnvironment(Map<String, String> environment) {
        if (!environment.getOrDefault("DISPLAY", "").isBlank()) {
            return Optional.empty();
        }
        if (!environment.getOrDefault("WAYLAND_DISPLAY", "").isBlank()) {
            return obstacle(
                    "DISPLAY is not set, and the window needs X11 under Wayland; install"
                            + " Xwayland.");
        }
        return obstacle("There is no display here: DISPLAY is not set.");
    }

    private static Optional<Sentence> inLibraries() {
        for (var library : LIBRARIES) {
            if (!isThere(library.name)) {
                return obstacle(
                        "The window needs the library "
                                + library.name
                                + ", which is not installed; install "
                                + library.packages
                                + ".");
            }
        }
        return Optional.empty();
    }

    private static boolean isThere(String library) {
        try {
            // Never unloaded: the toolkit loads the same libraries a moment later.
            SymbolLookup.libraryLookup(library, Arena.global());
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// Asks the X server for a connection, as the toolkit will.
    private static Optional<Sentence> atServer() {
        if (opens()) {
            return Optional.empty();
        }
        return obstacle(
                "No X server answers at DISPLAY "
                        + System.getenv("DISPLAY")
                        + ", or it lets nobody in from here; check DISPLAY and xauth.");
    }

    private static boolean opens() {
        var x11 = SymbolLookup.libraryLookup(X11, Arena.global());
        var linker = Linker.nativeLinker();
        var open =
                linker.downcallHandle(
                        x11.findOrThrow("XOpenDisplay"),
                        FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS));
        var close =
                linker.downcallHandle(
                        x11.findOrThrow("XCloseDisplay"),
                        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
        try {
            var display = (MemorySegment) open.invokeExact(MemorySegment.NULL);
            if (display.equals(MemorySegment.NULL)) {
                return false;
            }
            int _ = (int) close.invokeExact(display);
            return true;
        } catch (Throwable e) {
            throw new IllegalStateException("calling the X library failed", e);
        }
    }

    private static Optional<Sentence> obstacle(String what) {
        return Optional.of(Sentence.of(what));
    }
}
