package io.sightglass.prove;

import io.sightglass.model.Header;
import io.sightglass.model.Headers;
import io.sightglass.model.RawRecord;
import io.sightglass.model.SchemaInfo;
import io.sightglass.model.Sentence;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.schema.LocalSchemas;
import io.sightglass.schema.OneSchema;
import io.sightglass.schema.ResolvedSchema;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The records that [SampleWriter] has kept in a folder.
///
/// @param samples by name
public record SampleFolder(Path folder, List<Sample> samples) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ENDING = ".json";
    private static final int MOST = 100_000;
    private static final int LARGEST = 64 << 20;

    public SampleFolder {
        samples = List.copyOf(samples);
    }

    /// Whether a folder holds samples: what says `topic` and `offset`.
    public static boolean is(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (var files = Files.newDirectoryStream(folder, "*" + ENDING)) {
            for (var file : files) {
                if (isSample(json(file))) {
                    return true;
                }
            }
        } catch (IOException e) {
            // Whoever reads it will say why it cannot be read.
            return false;
        }
        return false;
    }

    private static boolean isSample(JsonNode root) {
        return root.path("topic").isString() && root.path("offset").isNumber();
    }

    /// Reads all samples of a folder. Other JSON files are passed over.
    ///
    /// @throws ConnectionFailure with a sentence that names the file that is not as it should be
    public static SampleFolder read(Path folder) throws ConnectionFailure {
        var reading = new Reading(folder);
        var samples = new ArrayList<Sample>();
        for (var file : files(folder)) {
            var root = json(file);
            if (isSample(root)) {
                samples.add(reading.sample(file, root));
            }
        }
        return new SampleFolder(folder, samples);
    }

    private static List<Path> files(Path folder) throws ConnectionFailure {
        var all = new ArrayList<Path>();
        try (var files = Files.newDirectoryStream(folder, "*" + ENDING)) {
            for (var file : files) {
                if (all.size() == MOST) {
                    throw wrong(folder, "holds more than " + MOST + " samples", null);
                }
                all.add(file);
            }
        } catch (ConnectionFailure e) {
            throw e;
        } catch (IOException | DirectoryIteratorException e) {
            throw wrong(folder, "cannot be read; check its permissions", e);
        }
        all.sort(Comparator.comparing(Path::toString));
        return all;
    }

    private static JsonNode json(Path file) throws ConnectionFailure {
        try {
            if (Files.size(file) > LARGEST) {
                throw wrong(file, "is larger than 64 MiB, so it is no sample", null);
            }
            return JSON.readTree(Files.readAllBytes(file));
        } catch (JacksonException e) {
            var at = e.getLocation();
            var where = at == null ? "" : " at line " + at.getLineNr();
            throw wrong(file, "is not JSON" + where, e);
        } catch (ConnectionFailure e) {
            throw e;
        } catch (IOException e) {
            throw wrong(file, "cannot be read; check its permissions", e);
        }
    }

    private static ConnectionFailure wrong(Path file, String what, @Nullable Throwable cause) {
        return new ConnectionFailure(Sentence.of(file + " " + what + "."), cause);
    }

    /// Reads one folder.
    private static final class Reading {
        private final Path folder;
        private final LocalSchemas local;
        private final Map<String, OneSchema> schemas = new HashMap<>();

        Reading(Path folder) {
            this.folder = folder;
            var files = folder.resolve(SampleWriter.SCHEMAS);
            this.local =
                    Files.isDirectory(files)
                            ? LocalSchemas.read(List.of(files))
                            : LocalSchemas.none();
        }

        Sample sample(Path file, JsonNode root) throws ConnectionFailure {
            var value = root.path("value");
            var raw =
                    new RawRecord(
                            root.path("topic").asString(),
                            root.path("partition").asInt(0),
                            root.path("offset").asLong(0),
                            timestamp(file, root.path("timestamp")),
                            headers(root.path("headers")),
                            bytes(file, root.path("key")),
                            bytes(file, value));
            var name = file.getFileName().toString();
            return new Sample(
                    name.substring(0, name.length() - ENDING.length()),
                    raw,
                    schema(file, value.path("schema")));
        }

        private static long timestamp(Path file, JsonNode time) throws ConnectionFailure {
            if (!time.isString()) {
                return -1;
            }
            try {
                return Instant.parse(time.stringValue()).toEpochMilli();
            } catch (DateTimeException e) {
                throw wrong(
                        file,
                        "has the timestamp \""
                                + time.stringValue()
                                + "\"; expected one such as 2023-08-15T10:00:00Z",
                        e);
            }
        }

        private static Headers headers(JsonNode list) {
            var headers = new ArrayList<Header>();
            for (var header : list) {
                var base64 = header.path("base64");
                var text = header.path("value");
                var bytes =
                        base64.isString()
                                ? base64.binaryValue()
                                : text.isString()
                                        ? text.stringValue().getBytes(StandardCharsets.UTF_8)
                                        : null;
                headers.add(new Header(header.path("name").asString(), bytes));
            }
            return headers.isEmpty() ? Headers.NONE : new Headers(headers);
        }

        private byte @Nullable [] bytes(Path file, JsonNode half) throws ConnectionFailure {
            var name = half.path("bytes");
            if (!half.isObject()) {
                return null;
            }
            var path = within(file, folder, name.asString(""));
            try {
                if (Files.size(path) > LARGEST) {
                    throw wrong(path, "is larger than 64 MiB", null);
                }
                return Files.readAllBytes(path);
            } catch (ConnectionFailure e) {
                throw e;
            } catch (IOException e) {
                throw wrong(file, "names the bytes " + name + ", which cannot be read", e);
            }
        }

        /// Samples come from other people: nothing outside of the folder is read for them.
        private static Path within(Path file, Path folder, String name) throws ConnectionFailure {
            if (name.isEmpty() || !name.equals(SampleWriter.clean(name))) {
                throw wrong(
                        file,
                        "names the file \"" + name + "\"; expected one beside it, such as a.bin",
                        null);
            }
            return folder.resolve(name);
        }

        private @Nullable OneSchema schema(Path file, JsonNode ref) throws ConnectionFailure {
            if (!ref.isObject()) {
                return null;
            }
            var known = schemas.get(ref.toString());
            if (known != null) {
                return known;
            }
            var path = ref.path("file").asString("");
            var found = local.find(path, ref.path("type").asString("")).orElse(null);
            if (found == null) {
                throw wrong(file, why(path), null);
            }
            var info =
                    new SchemaInfo(
                            ref.path("name").asString(found.info().name()),
                            SchemaInfo.LOCAL,
                            ref.path("subject").isString() ? ref.path("subject").asString() : null,
                            ref.path("version").isInt() ? ref.path("version").asInt() : null,
                            ref.path("id").isInt() ? ref.path("id").asInt() : null,
                            path);
            var schema =
                    new OneSchema(
                            new ResolvedSchema(found.parsed(), info, null),
                            new ResolvedSchema(found.parsed(), info, found.type()));
            schemas.put(ref.toString(), schema);
            return schema;
        }

        private String why(String path) {
            for (var each : local.files()) {
                if (each.path().equals(path) && each.problem() != null) {
                    return "needs a schema that is none: " + withoutStop(each.problem().text());
                }
            }
            return "names the schema \"" + path + "\", which is not in " + SampleWriter.SCHEMAS;
        }

        private static String withoutStop(String text) {
            return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        }
    }
}
