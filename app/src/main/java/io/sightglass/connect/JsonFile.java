package io.sightglass.connect;

import io.sightglass.model.Sentence;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// A small JSON file of the user's: replaced as a whole or not at all, readable by its owner alone,
/// and never overwritten where it could not be understood.
public final class JsonFile {
    private static final Logger log = LoggerFactory.getLogger(JsonFile.class);
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path path;
    private volatile boolean leftAlone;

    public JsonFile(Path path) {
        this.path = path;
    }

    /// What reading found.
    public sealed interface Content {
        record Absent() implements Content {}

        record Json(JsonNode root) implements Content {}

        /// Nothing usable; the sentence says where the file was put aside, or why it can't be read.
        record Unusable(Sentence sentence) implements Content {}
    }

    /// Reads the file. One that is no JSON object is put aside at once.
    public Content read() {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            return new Content.Absent();
        } catch (IOException e) {
            log.warn("cannot read {}", path, e);
            leftAlone = true;
            return new Content.Unusable(
                    Sentence.builder()
                            .strong(path.toString())
                            .text(" cannot be read; check who owns it and its permissions.")
                            .build());
        }
        try {
            var root = MAPPER.readTree(bytes);
            if (root.isObject()) {
                return new Content.Json(root);
            }
            return keepAside("it is not a JSON object");
        } catch (JacksonException e) {
            // Without the message, which repeats what stands there: it may be anything.
            log.warn("{} is not JSON", path);
            var at = e.getLocation();
            return keepAside(
                    at == null ? "it is not JSON" : "it is not JSON at line " + at.getLineNr());
        }
    }

    /// Moves a file that is not understood out of the way, so that nothing overwrites it.
    public Content.Unusable keepAside(String reason) {
        for (int n = 1; ; n++) {
            var aside = path.resolveSibling(path.getFileName() + ".broken-" + n);
            if (Files.exists(aside)) {
                continue;
            }
            try {
                Files.move(path, aside);
            } catch (IOException e) {
                log.warn("cannot move {} aside", path, e);
                leftAlone = true;
                return new Content.Unusable(
                        Sentence.builder()
                                .strong(path.toString())
                                .text(" was not understood (" + reason + ") and is left alone.")
                                .build());
            }
            return new Content.Unusable(
                    Sentence.builder()
                            .strong(path.toString())
                            .text(" was not understood (" + reason + "); it is kept as ")
                            .strong(aside.getFileName().toString())
                            .text(" and a new one begins.")
                            .build());
        }
    }

    /// Replaces the file in one step: after a crash it holds the old content or the new.
    ///
    /// @throws IOException also when the file was not understood and could not be put aside
    public void write(JsonNode root) throws IOException {
        if (leftAlone) {
            throw new IOException(path + " was not understood and is left alone");
        }
        var folder = path.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("no folder for " + path);
        }
        Files.createDirectories(folder, ownerOnly("rwx------"));
        var temporary =
                Files.createTempFile(
                        folder, path.getFileName().toString(), ".tmp", ownerOnly("rw-------"));
        try {
            try (var channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                var bytes = ByteBuffer.wrap(MAPPER.writeValueAsBytes(root));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            try {
                Files.move(
                        temporary,
                        path,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(temporary, path, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /// A new, empty object to fill and [#write].
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        Set<String> views = FileSystems.getDefault().supportedFileAttributeViews();
        return views.contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
