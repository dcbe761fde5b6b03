package io.sightglass.schema;

import io.sightglass.model.Format;
import io.sightglass.model.Sentence;
import io.sightglass.port.RegisteredSchema;
import io.sightglass.port.SchemaRegistry;
import io.sightglass.schema.FolderFiles.TextFile;
import io.sightglass.schema.LocalSchemas.Problem;
import io.sightglass.schema.SchemaText.Reference;
import io.sightglass.schema.SchemaText.Result;

import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What surrounds a schema that is being written: what it may refer to, as that was when the
/// writing began. So a text is parsed again and again without anybody being asked again.
public final class DraftContext {
    private final Format format;
    private final String file;
    private final List<Reference> references;
    private final List<TextFile> beside;
    private final @Nullable Sentence fault;

    private DraftContext(
            Format format,
            String file,
            List<Reference> references,
            List<TextFile> beside,
            @Nullable Sentence fault) {
        this.format = format;
        this.file = file;
        this.references = List.copyOf(references);
        this.beside = List.copyOf(beside);
        this.fault = fault;
    }

    /// Of a text that began as a registry's schema: what that one refers to. Waits for the
    /// registry.
    ///
    /// @param name what problems call the text, without an ending: `orders-value-v3`
    public static DraftContext registered(
            SchemaRegistry registry, String name, RegisteredSchema schema) {
        var file = name.replaceAll("[^A-Za-z0-9._-]", "_") + ending(schema.format());
        return switch (ReferencedTexts.fetch(registry, name, schema)) {
            case ReferencedTexts.Found(var texts) ->
                    new DraftContext(schema.format(), file, texts, List.of(), null);
            case ReferencedTexts.Refused(var why) ->
                    new DraftContext(schema.format(), file, List.of(), List.of(), why);
        };
    }

    /// Of a text that refers to nothing.
    ///
    /// @param name what problems call the text, without an ending
    public static DraftContext alone(String name, Format format) {
        return new DraftContext(format, name + ending(format), List.of(), List.of(), null);
    }

    /// Of a text that began as a file: the other schema files of its folder, read now.
    ///
    /// @param path of the file below the folder, with `/`
    public static DraftContext inFolder(Path folder, String path, Format format) {
        boolean set = format == Format.PROTOBUF && !path.endsWith(".proto");
        var file = set ? path + ending(format) : path;
        var beside = FolderFiles.read(folder, name -> SchemaFolder.format(name) == format).files();
        return new DraftContext(
                format,
                file,
                List.of(),
                beside.stream().filter(each -> !each.path().equals(file)).toList(),
                null);
    }

    private static String ending(Format format) {
        return switch (format) {
            case AVRO -> ".avsc";
            case PROTOBUF -> ".proto";
            case JSON -> ".schema.json";
            case CBOR, MESSAGEPACK, XML, TEXT, BYTES ->
                    throw new IllegalArgumentException(format + " has no schemas");
        };
    }

    /// Parses a text in these surroundings. Takes its time.
    public Result parse(String text) {
        if (fault != null) {
            return new Result.Failed(List.of(new Problem(file, 0, 0, fault)));
        }
        return switch (format) {
            case AVRO -> avro(text);
            case PROTOBUF -> protobuf(text);
            case JSON -> JsonSchemaText.parse(file, text);
            case CBOR, MESSAGEPACK, XML, TEXT, BYTES ->
                    throw new IllegalArgumentException(format + " has no schemas");
        };
    }

    private Result avro(String text) {
        if (file.endsWith(".avpr")) {
            return AvroProtocol.parse(file, text);
        }
        var draft = new TextFile(Path.of(""), file, file, text);
        if (file.endsWith(".avdl")) {
            return among(draft);
        }
        var alone =
                references.isEmpty()
                        ? AvroText.parse(file, text, List.<Schema>of())
                        : AvroText.parse(file, text, references);
        return alone instanceof Result.Parsed || beside.isEmpty() ? alone : among(draft);
    }

    private Result among(TextFile draft) {
        var files = new ArrayList<>(beside);
        files.add(draft);
        var result = AvroFolder.parse(Path.of(""), files).get(draft);
        return result == null ? AvroText.parse(file, draft.text(), List.<Schema>of()) : result;
    }

    private Result protobuf(String text) {
        Map<String, String> texts = new HashMap<>();
        beside.forEach(each -> texts.put(each.path(), each.text()));
        var imported =
                beside.isEmpty()
                        ? references
                        : ProtoReferences.of(text, name -> located(name, texts));
        return SchemaText.parse(Format.PROTOBUF, stem(), text, imported);
    }

    private String stem() {
        int dot = file.lastIndexOf('.');
        return dot <= file.lastIndexOf('/') ? file : file.substring(0, dot);
    }

    /// Below the folder, else below the file's own folder or one above it.
    private @Nullable String located(String name, Map<String, String> texts) {
        if (texts.containsKey(name)) {
            return texts.get(name);
        }
        for (int slash = file.lastIndexOf('/');
                slash > 0;
                slash = file.lastIndexOf('/', slash - 1)) {
            var text = texts.get(file.substring(0, slash + 1) + name);
            if (text != null) {
                return text;
            }
        }
        return null;
    }
}
