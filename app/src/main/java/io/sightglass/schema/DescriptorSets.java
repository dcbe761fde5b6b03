package io.sightglass.schema;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;

import io.sightglass.model.Sentence;
import io.sightglass.schema.LocalSchemas.Problem;
import io.sightglass.schema.SchemaText.Result;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Links the files of a `FileDescriptorSet` (`google/protobuf/descriptor.proto`), as protoc and buf
/// write them to `.desc` and `.binpb` files.
///
/// The whole set is one [FileDescriptor] that declares nothing and imports what the set is about,
/// so that it passes for a .proto file everywhere. Options that this program does not know stay in
/// the descriptors as unknown bytes. An import that is neither in the set nor one of the bundled
/// files may be missing as long as no type of it is used.
final class DescriptorSets {
    private static final int MOST_FILES = 10_000;
    private static final int DEEPEST = 500;
    private static final String WELL_KNOWN = "google/protobuf/";

    private final String shown;
    private final Map<String, FileDescriptorProto> set = new LinkedHashMap<>();
    private final Map<String, FileDescriptor> linked = new LinkedHashMap<>();
    private final Set<String> open = new HashSet<>();
    private final Set<String> missing = new LinkedHashSet<>();

    private DescriptorSets(String shown) {
        this.shown = shown;
    }

    static boolean isSet(String path) {
        return path.endsWith(".desc") || path.endsWith(".binpb");
    }

    /// The files that a set is about, or a .proto file by itself.
    static List<FileDescriptor> files(FileDescriptor file) {
        return isSet(file.getName()) ? file.getDependencies() : List.of(file);
    }

    /// A file and everything that it imports, directly or not, by name.
    static Map<String, FileDescriptorProto> closure(FileDescriptor file) {
        var found = new LinkedHashMap<String, FileDescriptorProto>();
        var waiting = new ArrayDeque<>(List.of(file));
        while (!waiting.isEmpty()) {
            var next = waiting.pop();
            if (found.putIfAbsent(next.getName(), next.toProto()) == null) {
                waiting.addAll(next.getDependencies());
            }
        }
        return found;
    }

    /// @param path what the set is called
    /// @param shown how to name it to a person
    static Result parse(String path, String shown, byte[] bytes) {
        try {
            var sets = new DescriptorSets(shown);
            for (var file : FileDescriptorSet.parseFrom(bytes).getFileList()) {
                if (sets.set.putIfAbsent(file.getName(), file) != null) {
                    return sets.failed(file.getName() + " is in the set twice.");
                }
            }
            return sets.link(path);
        } catch (InvalidProtocolBufferException e) {
            return new DescriptorSets(shown)
                    .failed("is not a FileDescriptorSet: " + said(e.getMessage()));
        } catch (StackOverflowError e) {
            return new DescriptorSets(shown).failed("is nested too deeply.");
        }
    }

    private Result link(String path) {
        if (set.isEmpty()) {
            return failed("is not a FileDescriptorSet: it holds no file.");
        }
        if (set.size() > MOST_FILES) {
            return failed("holds more than " + MOST_FILES + " files.");
        }
        for (var name : set.keySet()) {
            var problem = link(name, 0);
            if (problem != null) {
                return failed(problem);
            }
        }
        var root = FileDescriptorProto.newBuilder().setName(path);
        var about = about();
        about.forEach(file -> root.addDependency(file.getName()));
        try {
            var whole =
                    FileDescriptor.buildFrom(root.build(), about.toArray(FileDescriptor[]::new));
            return new Result.Parsed(new ParsedSchema.Protobuf(whole, text(about)));
        } catch (DescriptorValidationException e) {
            return failed("cannot be linked: " + said(e.getMessage()));
        }
    }

    /// Everything in the set but what comes along with it, those that no other file imports first:
    /// they are what somebody asked protoc for.
    private List<FileDescriptor> about() {
        var imported = new HashSet<String>();
        set.values().forEach(file -> imported.addAll(file.getDependencyList()));
        var first = new ArrayList<FileDescriptor>();
        var later = new ArrayList<FileDescriptor>();
        for (var name : set.keySet()) {
            var file = linked.get(name);
            if (file != null && (!name.startsWith(WELL_KNOWN) || !imported.contains(name))) {
                (imported.contains(name) ? later : first).add(file);
            }
        }
        first.addAll(later);
        return first;
    }

    /// Links a file after the ones that it imports. Answers what stops it, or null.
    private @Nullable String link(String name, int depth) {
        var file = set.get(name);
        if (file == null || linked.containsKey(name)) {
            return null;
        }
        if (depth > DEEPEST || !open.add(name)) {
            return name + " imports itself.";
        }
        var imports = new ArrayList<FileDescriptor>();
        for (var wanted : file.getDependencyList()) {
            var problem = link(wanted, depth + 1);
            if (problem != null) {
                return problem;
            }
            var found = set.containsKey(wanted) ? linked.get(wanted) : bundled(wanted);
            if (found == null) {
                missing.add(wanted);
            } else {
                imports.add(found);
            }
        }
        open.remove(name);
        try {
            linked.put(
                    name, FileDescriptor.buildFrom(file, imports.toArray(FileDescriptor[]::new)));
            return null;
        } catch (DescriptorValidationException e) {
            return name + " cannot be linked: " + said(e.getMessage()) + lacking();
        }
    }

    private String lacking() {
        return missing.isEmpty()
                ? ""
                : " The set lacks "
                        + String.join(", ", missing)
                        + "; write it with --include_imports.";
    }

    private @Nullable FileDescriptor bundled(String name) {
        var known = linked.get(name);
        if (known == null && ProtoIncludes.all().containsKey(name)) {
            known = ProtoIncludes.descriptor(name);
            if (known != null) {
                linked.put(name, known);
            }
        }
        return known;
    }

    private static String text(List<FileDescriptor> files) {
        var text = new StringBuilder();
        for (var file : files) {
            text.append("// ").append(file.getName()).append('\n');
            text.append(file.toProto()).append('\n');
        }
        return text.toString();
    }

    private Result failed(String sentence) {
        return new Result.Failed(List.of(new Problem(shown, 0, 0, Sentence.of(sentence))));
    }

    private static String said(@Nullable String message) {
        var line = message == null ? "" : message.lines().findFirst().orElse("").strip();
        line = line.isEmpty() ? "the bytes are damaged" : line;
        return line.endsWith(".") ? line : line + ".";
    }
}
