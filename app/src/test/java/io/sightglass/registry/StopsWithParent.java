package io.sightglass.registry;

import java.io.IOException;
import java.util.Arrays;

/// Runs another program's main class in this process, and ends when standard input does: whoever
/// started this process holds the other end, so nothing is left behind however that one dies.
final class StopsWithParent {
    private StopsWithParent() {}

    public static void main(String[] arguments) throws Exception {
        Thread.ofPlatform()
                .name("parent")
                .daemon()
                .start(() -> {
                    try {
                        while (System.in.read() >= 0) {}
                    } catch (IOException e) {
                        System.err.println("standard input is gone: " + e.getMessage());
                    }
                    Runtime.getRuntime().halt(0);
                });
        Class.forName(arguments[0])
                .getMethod("main", String[].class)
                .invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
    }
}
