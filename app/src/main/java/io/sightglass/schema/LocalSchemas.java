package io.sightglass.schema;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;

import io.sightglass.model.Format;
import io.sightglass.model.Part;
import io.sightglass.model.SchemaInfo;
import io.sightglass.model.SchemaRef.LocalFile;
import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The schema files below one or several folders. A file that does not parse is listed with its
/// problem and stops nothing else. `topics.yaml` in a folder says which type a topic's key or value
/// is.
///
/// As the files were when they were read; immutable. Of a file that was right once and is broken
/// now, the last version that was right stays in force ([SchemaFile#kept]). The same question gets
/// the same object, so that what is compiled from it can be kept by identity.
public final class LocalSchemas {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final LocalSchemas NONE =
            new LocalSchemas(List.of(), Map.of(), Map.of(), Map.of(), List.of());

    private final List<SchemaFile> files;
    private final Map<String, ParsedSchema> parsed;
    private final Map<Long, LocalFile> fingerprints;
    private final Map<TopicBindings.Key, LocalFile> bindings;
    private final List<Problem> problems;
    private final Map<LocalFile, Optional<ResolvedSchema>> resolved = new ConcurrentHashMap<>();

    LocalSchemas(
            List<SchemaFile> files,
            Map<String, ParsedSchema> parsed,
            Map<Long, LocalFile> fingerprints,
            Map<TopicBindings.Key, LocalFile> bindings,
            List<Problem> problems) {
        this.files = List.copyOf(files);
        this.parsed = Map.copyOf(parsed);
        this.fingerprints = Map.copyOf(fingerprints);
        this.bindings = Map.copyOf(bindings);
        this.problems = List.copyOf(problems);
    }

    /// Reads the folders. Never fails: what is wrong is in [#files] and [#problems].
    public static LocalSchemas read(List<Path> folders) {
        return folders.isEmpty() ? NONE : new LocalSchemasReader(folders).read();
    }

    public static LocalSchemas none() {
        return NONE;
    }

    /// One schema alone, as if it were the only file of a folder.
    ///
    /// @param path what [#find] knows it by
    public static LocalSchemas of(String path, ParsedSchema schema) {
        var types = SchemaNames.types(schema, path);
        var file = new SchemaFile(Path.of(""), path, schema.format(), types, null, null);
        return new LocalSchemas(List.of(file), Map.of(path, schema), Map.of(), Map.of(), List.of());
    }

    /// A schema file: `path` below its folder with `/`, the types that it declares, or what is
    /// wrong with it. Both where an earlier version of a broken file stays in force.
    ///
    /// @param kept when the version in force was read, where that is not the file's last one; else
    ///   null
    public record SchemaFile(
            Path folder,
            String path,
            Format format,
            List<String> types,
            @Nullable Problem problem,
            @Nullable Instant kept) {
        public SchemaFile {
            types = List.copyOf(types);
        }

        /// A file of which no earlier version is in force.
        public SchemaFile(
                Path folder,
                String path,
                Format format,
                List<String> types,
                @Nullable Problem problem) {
            this(folder, path, format, types, problem, null);
        }

        /// `Still reading with the version of 10:04:12.`, where an earlier version is in force.
        public Optional<Sentence> keptSentence(ZoneId zone) {
            return Optional.ofNullable(kept)
                    .map(time -> Sentence.of("Still " + readingWith(time, zone)));
        }
    }

    private static String readingWith(Instant version, ZoneId zone) {
        return "reading with the version of " + CLOCK.format(version.atZone(zone)) + ".";
    }

    /// What is wrong with a file.
    ///
    /// @param line 1 for the first; 0 where the problem has no place in the file
    /// @param column in characters, 1 for the first
    /// @param sentence goes on after the place: `expected '{' to start a field, found '('.`
    public record Problem(String file, int line, int column, Sentence sentence) {
        /// What is said of a broken file whose earlier version stays in force.
        ///
        /// @param version when that version was read
        public static Problem stillReading(String file, Instant version) {
            return new Problem(
                    file,
                    0,
                    0,
                    Sentence.of("still " + readingWith(version, ZoneId.systemDefault())));
        }

        /// The whole: `sample-schemas/coffee.avsc:6:5: expected '{' to start a field, found '('.`
        public String text() {
            var place = line == 0 ? file : file + ":" + line + ":" + column;
            return place + ": " + sentence.plain();
        }
    }

    /// Whether these read every payload like `other`: the same schemas, bound to the same topics.
    public boolean readLike(LocalSchemas other) {
        return parsed.size() == other.parsed.size()
                && parsed.entrySet().stream()
                        .allMatch(entry -> other.parsed.get(entry.getKey()) == entry.getValue())
                && bindings.equals(other.bindings);
    }

    /// By folder as they were given, then by path.
    public List<SchemaFile> files() {
        return files;
    }

    /// Everything wrong in any file, `topics.yaml` included.
    public List<Problem> problems() {
        return problems;
    }

    /// A file's type by full name; the file's first type where `type` is empty.
    public Optional<ResolvedSchema> find(String path, String type) {
        return find(new LocalFile(path, type));
    }

    public Optional<ResolvedSchema> find(LocalFile file) {
        var known = resolved.get(file);
        if (known != null) {
            return known;
        }
        var found = resolve(file);
        if (found.isEmpty()) {
            return found; // not kept, so that questions about nothing cost no memory
        }
        var earlier = resolved.putIfAbsent(file, found);
        return earlier != null ? earlier : found;
    }

    /// A whole file as it was parsed, with all its types; empty where no version of it parses.
    public Optional<ParsedSchema> parsed(String path) {
        return Optional.ofNullable(parsed.get(path));
    }

    public Optional<ResolvedSchema> byFingerprint(long fingerprint) {
        var file = fingerprints.get(fingerprint);
        return file == null ? Optional.empty() : find(file);
    }

    public Optional<ResolvedSchema> bound(String topic, Part part) {
        if (bindings.isEmpty()) {
            return Optional.empty();
        }
        var file = bindings.get(new TopicBindings.Key(topic, part));
        return file == null ? Optional.empty() : find(file);
    }

    /// The Protobuf message of that full name in any file, the first by path.
    @Nullable Descriptor declared(String fullName) {
        Descriptor found = null;
        var path = "";
        for (var entry : parsed.entrySet()) {
            if (entry.getValue() instanceof ParsedSchema.Protobuf(var file, _)
                    && (found == null || entry.getKey().compareTo(path) < 0)) {
                var type = SchemaNames.messages(file).get(fullName);
                found = type == null ? found : type;
                path = type == null ? path : entry.getKey();
            }
        }
        return found;
    }

    private Optional<ResolvedSchema> resolve(LocalFile file) {
        return switch (parsed.get(file.path())) {
            case null -> Optional.empty();
            case ParsedSchema.Avro avro when AvroTypes.isSideBySide(avro.schema()) -> {
                var types = avro.schema().getTypes();
                var named = AvroTypes.named(avro.schema());
                var type =
                        !file.type().isEmpty()
                                ? named.get(file.type())
                                : types.isEmpty() ? null : types.getFirst();
                if (type == null) {
                    yield Optional.empty();
                }
                var alone = new ParsedSchema.Avro(type, avro.text());
                yield resolved(alone, SchemaNames.of(alone), file.path(), null);
            }
            case ParsedSchema.Avro avro -> {
                if (file.type().isEmpty()) {
                    yield resolved(avro, SchemaNames.of(avro), file.path(), null);
                }
                var type = AvroTypes.named(avro.schema()).get(file.type());
                if (type == null) {
                    yield Optional.empty();
                }
                var inner =
                        type.equals(avro.schema())
                                ? avro
                                : new ParsedSchema.Avro(type, avro.text());
                yield resolved(inner, file.type(), file.path(), null);
            }
            case ParsedSchema.Protobuf proto -> {
                var message = message(proto.file(), file.type());
                yield message == null
                        ? Optional.empty()
                        : resolved(
                                of(message, proto),
                                message.getFullName(),
                                file.path(),
                                message.getFullName());
            }
            case ParsedSchema.Json json ->
                    file.type().isEmpty() || file.type().equals(SchemaNames.of(json, file.path()))
                            ? resolved(json, SchemaNames.of(json, file.path()), file.path(), null)
                            : Optional.empty();
        };
    }

    /// A message of a descriptor set stands in a file of its own.
    private static ParsedSchema of(Descriptor message, ParsedSchema.Protobuf proto) {
        return DescriptorSets.isSet(proto.file().getName())
                ? new ParsedSchema.Protobuf(message.getFile(), proto.text())
                : proto;
    }

    private static Optional<ResolvedSchema> resolved(
            ParsedSchema schema, String name, String path, @Nullable String type) {
        var info = new SchemaInfo(name, SchemaInfo.LOCAL, null, null, null, path);
        return Optional.of(new ResolvedSchema(schema, info, type));
    }

    private static @Nullable Descriptor message(FileDescriptor file, String type) {
        if (type.isEmpty()) {
            return DescriptorSets.files(file).stream()
                    .flatMap(each -> each.getMessageTypes().stream())
                    .findFirst()
                    .orElse(null);
        }
        var files = new ArrayList<>(List.of(file));
        var seen = new HashMap<String, FileDescriptor>();
        for (int i = 0; i < files.size(); i++) {
            var found = SchemaNames.messages(files.get(i)).get(type);
            if (found != null) {
                return found;
            }
            for (var imported : files.get(i).getDependencies()) {
                if (seen.putIfAbsent(imported.getName(), imported) == null) {
                    files.add(imported);
                }
            }
        }
        return null;
    }
}
