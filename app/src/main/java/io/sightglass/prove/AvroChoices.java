package io.sightglass.prove;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Resolver;
import org.apache.avro.Schema;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// The enums and unions of a reader's schema, and what records had of them. Which of the reader's
/// types meets which of the writer's is the library's answer ([Resolver]), as in the walk.
final class AvroChoices {
    private static final int MOST = 2_000;

    private final Schema reader;

    /// By kind and path.
    private final Map<String, Choice> choices = new LinkedHashMap<>();

    AvroChoices(Schema reader) {
        this.reader = reader;
        list(reader, "", new HashSet<>());
    }

    Collection<Choice> all() {
        return choices.values();
    }

    /// A type within itself is listed once.
    private void list(Schema schema, String path, Set<String> open) {
        if (choices.size() >= MOST) {
            return;
        }
        switch (schema.getType()) {
            case ENUM ->
                    choices.put(
                            "enum " + path,
                            new Choice(path, "enum", schema.getName(), schema.getEnumSymbols()));
            case UNION -> {
                var names = schema.getTypes().stream().map(AvroChoices::name).toList();
                var type = "union {" + String.join(", ", names) + "}";
                choices.put("union " + path, new Choice(path, "union", type, names));
                schema.getTypes().forEach(branch -> list(branch, path, open));
            }
            case ARRAY -> list(schema.getElementType(), Paths.element(path), open);
            case MAP -> list(schema.getValueType(), Paths.element(path), open);
            case RECORD -> {
                if (open.add(schema.getFullName())) {
                    for (var field : schema.getFields()) {
                        list(field.schema(), Paths.field(path, field.name()), open);
                    }
                    open.remove(schema.getFullName());
                }
            }
            default -> {}
        }
    }

    private static String name(Schema branch) {
        return branch.getName();
    }

    private void see(String kind, String path, String name) {
        var choice = choices.get(kind + " " + path);
        if (choice != null) {
            choice.see(name);
        }
    }

    /// Marks what the records of one writer had.
    void see(Schema writer, Place root) {
        // A container file is walked as the list of its records.
        var inner = root.element();
        var place = writer.getType() == Schema.Type.RECORD && inner != null ? inner : root;
        try {
            see(writer, Resolver.resolve(writer, reader), place, "");
        } catch (AvroRuntimeException e) {
            // The reader's aliases contradict each other: it reads nothing, as the walk has said.
        }
    }

    private void see(Schema writer, Resolver.Action action, Place place, String path) {
        switch (action) {
            case Resolver.WriterUnion union -> {
                for (int i = 0; i < union.actions.length; i++) {
                    if (place.ofBranch(i) > 0) {
                        if (union.unionEquiv) {
                            see("union", path, name(union.reader.getTypes().get(i)));
                        }
                        see(writer.getTypes().get(i), union.actions[i], place, path);
                    }
                }
            }
            case Resolver.ReaderUnion union -> {
                var branch = union.reader.getTypes().get(union.firstMatch);
                see("union", path, name(branch));
                see(writer, union.actualAction, place, path);
            }
            case Resolver.EnumAdjust symbols -> {
                for (var symbol : writer.getEnumSymbols()) {
                    if (place.ofSymbol(symbol) > 0) {
                        boolean known = symbols.reader.hasEnumSymbol(symbol);
                        var standard = symbols.reader.getEnumDefault();
                        see("enum", path, known || standard == null ? symbol : standard);
                    }
                }
            }
            case Resolver.RecordAdjust record -> fields(writer, record, place, path);
            case Resolver.ErrorAction error
                    when error.error == Resolver.ErrorAction.ErrorType.MISSING_REQUIRED_FIELD ->
                    fields(writer, error, place, path);
            case Resolver.Container container -> {
                var element = place.element();
                if (element != null) {
                    var of =
                            writer.getType() == Schema.Type.ARRAY
                                    ? writer.getElementType()
                                    : writer.getValueType();
                    see(of, container.elementAction, element, Paths.element(path));
                }
            }
            default -> {}
        }
    }

    /// @param pair the record as the reader's aliases name it and its fields, and the reader's
    private void fields(Schema writer, Resolver.Action pair, Place place, String path) {
        for (var written : writer.getFields()) {
            var renamed = pair.writer.getFields().get(written.pos());
            var read = pair.reader.getField(renamed.name());
            // A field whose values need no telling has no place of its own.
            var child = place.field(written.name());
            if (read != null && place.seen) {
                var at = child == null ? NOWHERE : child;
                var inner = Resolver.resolve(renamed.schema(), read.schema());
                see(written.schema(), inner, at, Paths.field(path, read.name()));
            }
        }
    }

    private static final Place NOWHERE = new Place("", "", 0);
}
