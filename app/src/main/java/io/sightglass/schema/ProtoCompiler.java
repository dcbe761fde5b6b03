package io.sightglass.schema;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;

import io.sightglass.model.Sentence;
import io.sightglass.schema.LocalSchemas.Problem;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/// Turns .proto text into descriptors by running protoc, the one parser that takes everything that
/// the language allows.
///
/// Each call works in a directory of its own that holds copies of the texts, so nothing that an
/// import names can reach outside, and is over within the time limit. Safe for several threads; at
/// most as many protocs run at once as there are processors.
public final class ProtoCompiler {
    private static final Logger LOG = LoggerFactory.getLogger(ProtoCompiler.class);
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final long MAX_OUTPUT = 64L << 20;
    private static final String SOURCES = "src";
    private static final String INCLUDES = "include";
    private static final ProtoCompiler STANDARD = new ProtoCompiler(Protoc.locate(), LIMIT);

    private final Protoc protoc;
    private final Duration limit;
    private final Semaphore running = new Semaphore(Runtime.getRuntime().availableProcessors());

    ProtoCompiler(Protoc protoc, Duration limit) {
        this.protoc = protoc;
        this.limit = limit;
    }

    /// The compiler with the protoc that belongs to this installation ([Protoc#locate]) and ten
    /// seconds for each call.
    public static ProtoCompiler standard() {
        return STANDARD;
    }

    /// What became of some .proto texts.
    public sealed interface Result {
        /// Every file that was asked for and everything that they import, by import name.
        record Compiled(Map<String, FileDescriptor> files) implements Result {
            public Compiled {
                files = Map.copyOf(files);
            }

            /// A file that was asked for.
            public FileDescriptor file(String name) {
                var file = files.get(name);
                if (file == null) {
                    throw new IllegalArgumentException(name + " was not compiled");
                }
                return file;
            }
        }

        /// At least one problem; none of the files has a descriptor.
        record Failed(List<Problem> problems) implements Result {
            public Failed {
                problems = List.copyOf(problems);
            }
        }
    }

    /// Compiles one text that imports others by name, as a registry hands them out.
    ///
    /// @param name what to call the text, such as `orders-value.proto`; problems name it
    /// @param references the texts that it imports, directly or not, by import name
    public Result compile(String name, String text, Map<String, String> references) {
        var texts = new LinkedHashMap<>(references);
        texts.put(name, text);
        return compile(texts, List.of(name));
    }

    /// Compiles some of the files of one import root.
    ///
    /// @param texts every file of the root by its path below it, with `/`
    /// @param wanted the ones to compile; what they import comes along
    public Result compile(Map<String, String> texts, Collection<String> wanted) {
        var names = new ArrayList<Problem>();
        for (var name : texts.keySet()) {
            ImportNames.fault(name).ifPresent(fault -> names.add(new Problem(name, 0, 0, fault)));
        }
        if (!names.isEmpty()) {
            return new Result.Failed(names);
        }
        try (var workspace = open(texts)) {
            return workspace.compile(wanted, List.of());
        } catch (IOException e) {
            return unwritable(wanted, e);
        }
    }

    /// Lays out the files of one import root, for several compilations.
    ///
    /// @param texts by path below the root; the names have been checked
    Workspace open(Map<String, String> texts) throws IOException {
        return open(texts, null);
    }

    /// @param folder where the same texts stand, and nothing that must not be read; null where
    ///   there is none
    Workspace open(Map<String, String> texts, @Nullable Path folder) throws IOException {
        var workspace = new Workspace(Files.createTempDirectory("sightglass-protoc"));
        try {
            var sources = workspace.directory.resolve(SOURCES);
            if (folder == null || !isLinked(sources, folder)) {
                write(sources, texts);
            }
            Files.createDirectories(workspace.directory.resolve(INCLUDES));
            if (ProtoIncludes.areNeeded(texts)) {
                write(workspace.directory.resolve(INCLUDES), ProtoIncludes.all());
            }
            return workspace;
        } catch (IOException e) {
            workspace.close();
            throw e;
        }
    }

    /// A directory with the files of one import root. For one thread at a time.
    final class Workspace implements AutoCloseable {
        private final Path directory;
        private boolean refused;

        private Workspace(Path directory) {
            this.directory = directory;
        }

        /// @param wanted the files to compile
        /// @param roots folders below the import root that count as import roots too
        Result compile(Collection<String> wanted, List<String> roots) {
            try {
                running.acquire();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return failed(wanted, "was not compiled, because Sightglass is closing.");
            }
            try {
                return run(wanted, roots);
            } catch (IOException e) {
                return unwritable(wanted, e);
            } finally {
                running.release();
            }
        }

        private Result run(Collection<String> wanted, List<String> roots) throws IOException {
            var output = directory.resolve("out.desc");
            Files.deleteIfExists(output);
            var arguments = new ArrayList<String>();
            arguments.add("-I" + SOURCES);
            roots.forEach(root -> arguments.add("-I" + SOURCES + "/" + root));
            arguments.add("-I" + INCLUDES);
            arguments.add("--include_imports");
            arguments.add("--include_source_info");
            arguments.add("--retain_options");
            arguments.add("--descriptor_set_out=" + output.getFileName());
            wanted.forEach(name -> arguments.add(SOURCES + "/" + name));
            Files.write(directory.resolve("arguments"), arguments);

            return switch (protoc.run(directory, List.of("@arguments"), limit)) {
                case Protoc.Ended.Refused(var sentence) -> {
                    refused = true;
                    yield failed(wanted, sentence);
                }
                case Protoc.Ended.Exited(var code, var said) -> {
                    if (code == 0 && Files.exists(output)) {
                        yield read(output, wanted);
                    }
                    var problems = ProtocMessages.read(said, SOURCES + "/");
                    yield problems.isEmpty()
                            ? failed(
                                    wanted,
                                    "cannot be compiled: protoc ended with code " + code + ".")
                            : new Result.Failed(problems);
                }
            };
        }

        /// Whether protoc itself would not run, so that there is no use in another call.
        boolean refused() {
            return refused;
        }

        @Override
        public void close() {
            delete(directory);
        }
    }

    private static Result unwritable(Collection<String> wanted, IOException e) {
        LOG.warn("protoc's working directory could not be used", e);
        return failed(
                wanted,
                "cannot be compiled, because the temporary directory cannot be used: "
                        + e.getMessage()
                        + ".");
    }

    private static Result read(Path output, Collection<String> wanted) throws IOException {
        if (Files.size(output) > MAX_OUTPUT) {
            return failed(wanted, "compiles to more than 64 MiB.");
        }
        try {
            var set = FileDescriptorSet.parseFrom(Files.readAllBytes(output));
            var files = new LinkedHashMap<String, FileDescriptor>();
            // protoc writes every file after the ones that it imports
            for (var file : set.getFileList()) {
                files.put(file.getName(), link(file, files));
            }
            return new Result.Compiled(files);
        } catch (DescriptorValidationException | InvalidProtocolBufferException e) {
            return failed(wanted, "compiles, but cannot be linked: " + e.getMessage());
        }
    }

    private static FileDescriptor link(FileDescriptorProto file, Map<String, FileDescriptor> linked)
            throws DescriptorValidationException {
        var imports =
                file.getDependencyList().stream()
                        .filter(linked::containsKey)
                        .map(linked::get)
                        .toArray(FileDescriptor[]::new);
        return FileDescriptor.buildFrom(file, imports);
    }

    private static Result failed(Collection<String> wanted, String what) {
        return new Result.Failed(
                wanted.stream().map(name -> new Problem(name, 0, 0, Sentence.of(what))).toList());
    }

    /// To write copies of a large folder's files takes longer than to compile them.
    private static boolean isLinked(Path sources, Path folder) {
        try {
            Files.createSymbolicLink(sources, folder);
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("a folder is copied, since it cannot be linked to", e);
            return false;
        }
    }

    private static void write(Path root, Map<String, String> texts) throws IOException {
        var made = new HashSet<Path>();
        for (var text : texts.entrySet()) {
            var file = root.resolve(text.getKey());
            if (made.add(file.getParent())) {
                Files.createDirectories(file.getParent());
            }
            Files.write(file, text.getValue().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void delete(Path directory) {
        try (var below = Files.walk(directory)) {
            for (var path : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            LOG.warn("protoc's working directory could not be deleted", e);
        }
    }
}
