package io.sightglass.cli;

import io.sightglass.model.Sentence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// The bytes that `decode` is given.
final class Payload {
    /// A payload larger than this is not read: no broker carries one by default, by far.
    private static final int LARGEST = 256 << 20;

    private Payload() {}

    /// A file's bytes, or standard input's for `-`.
    static byte[] read(String name, InputStream in) throws CliFailure {
        var shown = name.equals("-") ? "Standard input" : Printable.line(name);
        try {
            if (name.equals("-")) {
                return bytes(in, shown);
            }
            var path = Path.of(name);
            if (Files.isDirectory(path)) {
                throw CliFailure.unreadable(
                        shown + " is a folder; decode takes one file that holds one payload.");
            }
            try (var file = Files.newInputStream(path)) {
                return bytes(file, shown);
            }
        } catch (NoSuchFileException | InvalidPathException e) {
            throw CliFailure.unreadable(
                    Sentence.of(
                            "There is no file "
                                    + shown
                                    + "; give a payload's file, or - for"
                                    + " standard input."),
                    e);
        } catch (IOException e) {
            throw CliFailure.unreadable(
                    Sentence.of(shown + " cannot be read; check who owns it and its permissions."),
                    e);
        }
    }

    private static byte[] bytes(InputStream in, String shown) throws IOException, CliFailure {
        var bytes = in.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw CliFailure.unreadable(
                    shown
                            + " holds more than 256 MiB; decode takes one file that holds one"
                            + " payload.");
        }
        return bytes;
    }
}
