package io.sightglass.decode.avro;

import io.sightglass.decode.Anomaly;
import io.sightglass.decode.ReaderNote;
import io.sightglass.model.FieldInfo;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Resolver;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Compiles a writer's schema together with a reader's: the bytes are walked as the writer wrote
/// them, and what a reader would make of each value is noted where it differs.
///
/// Which of a reader's types meets which of the writer's is the library's answer ([Resolver]): the
/// specification leaves some of it open, and people want to know what their consumers do. Its tree
/// stops at a record that cannot be read; the records' fields are therefore matched here, so that
/// what is said of the other fields stays whole.
final class AvroLens {
    private final AvroPlan.Compiler plain = new AvroPlan.Compiler();
    private final List<ReaderNote> notes = new ArrayList<>();

    /// By writer's and reader's record. Identity is enough: a parsed schema has each type once.
    private final Map<Schema, Map<Schema, Resolved>> records = new IdentityHashMap<>();

    /// A record, wherever it stands, and what is to be noted of each.
    private record Resolved(AvroType.RecordType type, List<Note> notes) {}

    private record Note(Anomaly anomaly, String writer, String reader) {}

    List<ReaderNote> notes() {
        return notes;
    }

    AvroType.Place root(Schema writer, Schema reader) {
        var field = field("", -1, writer, writer.getDoc(), null);
        return new AvroType.Place(field, root(field, writer, reader));
    }

    private AvroType root(FieldInfo field, Schema writer, Schema reader) {
        Resolver.Action action;
        try {
            action = Resolver.resolve(writer, reader);
        } catch (AvroRuntimeException e) {
            // The reader's aliases give two of the writer's fields one name.
            return noted(field, plain.type(field, writer), Anomaly.READER_ALIASES, "", "");
        }
        return type(field, writer, action);
    }

    private AvroType.Place place(
            String name,
            int ordinal,
            Schema writer,
            @Nullable String doc,
            @Nullable String defaultValue,
            Resolver.Action action) {
        var field = field(name, ordinal, writer, doc, defaultValue);
        return new AvroType.Place(field, type(field, writer, action));
    }

    private static FieldInfo field(
            String name,
            int ordinal,
            Schema schema,
            @Nullable String doc,
            @Nullable String defaultValue) {
        var type = AvroPlan.typeName(schema);
        var said = AvroPlan.doc(schema, doc);
        return new FieldInfo(name, ordinal, 0, type, said, AvroPlan.logical(schema), defaultValue);
    }

    /// The type of a value. `action` bears the writer's schema with the reader's aliases applied;
    /// `writer` is the same place in the schema as it was written.
    private AvroType type(FieldInfo field, Schema writer, Resolver.Action action) {
        return switch (action) {
            case Resolver.WriterUnion union -> union(field, writer, union);
            case Resolver.ReaderUnion union -> type(field, writer, union.actualAction);
            case Resolver.RecordAdjust record -> record(field, writer, record, record.fieldActions);
            case Resolver.Container container -> container(writer, container.elementAction);
            case Resolver.EnumAdjust symbols ->
                    renamed(field, symbols(field, writer, symbols.reader), writer, symbols);
            case Resolver.Promote promote ->
                    noted(
                            field,
                            logical(field, writer, promote.reader),
                            Anomaly.PROMOTED,
                            base(writer),
                            base(promote.reader));
            case Resolver.ErrorAction error -> error(field, writer, error);
            case Resolver.Skip _ ->
                    noted(
                            field,
                            plain.type(field, writer),
                            Anomaly.DROPPED,
                            AvroPlan.typeName(writer),
                            "");
            default -> renamed(field, logical(field, writer, action.reader), writer, action);
        };
    }

    private AvroType union(FieldInfo field, Schema writer, Resolver.WriterUnion union) {
        var places = new AvroType.Place[union.actions.length];
        var names = new String[places.length];
        for (int i = 0; i < places.length; i++) {
            var branch = writer.getTypes().get(i);
            var meant = AvroPlan.Compiler.meant(field, branch);
            names[i] = branch.getFullName();
            places[i] = new AvroType.Place(meant, type(meant, branch, union.actions[i]));
        }
        return new AvroType.UnionType(places, names);
    }

    private AvroType container(Schema writer, Resolver.Action inner) {
        return writer.getType() == Schema.Type.ARRAY
                ? new AvroType.ArrayType(place("", -1, writer.getElementType(), null, null, inner))
                : new AvroType.MapType(place("", -1, writer.getValueType(), null, null, inner));
    }

    private AvroType symbols(FieldInfo field, Schema writer, Schema reader) {
        var type = plain.type(field, writer);
        var standard = reader.getEnumDefault();
        var of = new int[writer.getEnumSymbols().size()];
        boolean any = false;
        for (int i = 0; i < of.length; i++) {
            var symbol = writer.getEnumSymbols().get(i);
            of[i] = -1;
            if (!reader.hasEnumSymbol(symbol)) {
                of[i] = note(symbol, standard == null ? reader.getName() : standard);
                any = true;
            }
        }
        var anomaly =
                standard == null ? Anomaly.READER_LACKS_SYMBOL : Anomaly.READER_DEFAULT_SYMBOL;
        return any && type instanceof AvroType.EnumType plainEnum
                ? new AvroType.NotedEnum(plainEnum, anomaly, of)
                : type;
    }

    /// @param actions for each of the writer's fields; null where the library gave up on the record
    private AvroType record(
            FieldInfo field,
            Schema writer,
            Resolver.Action pair,
            Resolver.@Nullable Action @Nullable [] actions) {
        var known = records.computeIfAbsent(writer, _ -> new IdentityHashMap<>());
        var resolved = known.get(pair.reader);
        if (resolved == null) {
            var record = new AvroType.RecordType(writer.getFullName());
            resolved = new Resolved(record, notes(writer, pair.writer, pair.reader));
            known.put(pair.reader, resolved);
            record.fields = fields(writer, pair.writer, pair.reader, actions);
        }
        AvroType type = resolved.type();
        for (var note : resolved.notes()) {
            type = noted(field, type, note.anomaly(), note.writer(), note.reader());
        }
        return type;
    }

    /// What is noted of a record as a whole.
    ///
    /// @param aliased the writer's record as the reader's aliases name it and its fields
    private static List<Note> notes(Schema writer, Schema aliased, Schema reader) {
        var all = new ArrayList<Note>();
        for (var field : reader.getFields()) {
            if (aliased.getField(field.name()) == null && !field.hasDefaultValue()) {
                var what = field.name() + " (" + AvroPlan.typeName(field.schema()) + ")";
                all.add(new Note(Anomaly.NO_DEFAULT, "", what));
            }
        }
        if (!aliased.getName().equals(reader.getName())) {
            var there = reader.getFullName();
            all.add(new Note(Anomaly.READER_RECORD_NAME, writer.getFullName(), there));
        } else if (!writer.getFullName().equals(aliased.getFullName())) {
            var there = aliased.getFullName();
            all.add(new Note(Anomaly.ALIASED_TYPE, writer.getFullName(), there));
        }
        return all;
    }

    private AvroType.Place[] fields(
            Schema writer,
            Schema aliased,
            Schema reader,
            Resolver.@Nullable Action @Nullable [] actions) {
        var places = new ArrayList<AvroType.Place>();
        for (var written : writer.getFields()) {
            int i = written.pos();
            var renamed = aliased.getFields().get(i);
            var action = actions == null ? null : actions[i];
            var read = reader.getField(renamed.name());
            if (action == null && read != null) {
                action = Resolver.resolve(renamed.schema(), read.schema());
            }
            var field =
                    field(
                            written.name(),
                            i,
                            written.schema(),
                            written.doc(),
                            AvroPlan.Compiler.defaultOf(written));
            AvroType type;
            if (action == null) {
                var inner = plain.type(field, written.schema());
                var what = AvroPlan.typeName(written.schema());
                type = noted(field, inner, Anomaly.DROPPED, what, "");
            } else {
                type = type(field, written.schema(), action);
            }
            if (!renamed.name().equals(written.name())) {
                type = noted(field, type, Anomaly.ALIASED, written.name(), renamed.name());
            }
            places.add(new AvroType.Place(field, type));
        }
        for (var read : reader.getFields()) {
            if (aliased.getField(read.name()) == null && read.hasDefaultValue()) {
                var standard = AvroPlan.Compiler.defaultOf(read);
                var field = field(read.name(), read.pos(), read.schema(), read.doc(), standard);
                places.add(new AvroType.Place(field, new AvroType.Defaulted()));
            }
        }
        return places.toArray(new AvroType.Place[0]);
    }

    private AvroType error(FieldInfo field, Schema writer, Resolver.ErrorAction error) {
        if (error.error == Resolver.ErrorAction.ErrorType.MISSING_REQUIRED_FIELD) {
            return record(field, writer, error, null);
        }
        return noted(
                field,
                plain.type(field, writer),
                Anomaly.READER_TYPE,
                kind(writer),
                kind(error.reader));
    }

    /// The writer's type; noted where the reader takes its logical type for another.
    private AvroType logical(FieldInfo field, Schema writer, Schema reader) {
        var type = plain.type(field, writer);
        boolean plainOnes = writer.getLogicalType() == null && reader.getLogicalType() == null;
        var here = logicalName(writer);
        var there = logicalName(reader);
        return plainOnes || here.equals(there)
                ? type
                : noted(field, type, Anomaly.READER_LOGICAL, here, there);
    }

    private static String logicalName(Schema schema) {
        return schema.getLogicalType() == null ? base(schema) : AvroPlan.typeName(schema);
    }

    private AvroType renamed(
            FieldInfo field, AvroType type, Schema writer, Resolver.Action action) {
        boolean named =
                writer.getType() == Schema.Type.ENUM || writer.getType() == Schema.Type.FIXED;
        if (!named || writer.getFullName().equals(action.writer.getFullName())) {
            return type;
        }
        var there = action.writer.getFullName();
        return noted(field, type, Anomaly.ALIASED_TYPE, writer.getFullName(), there);
    }

    private AvroType noted(
            FieldInfo field, AvroType inner, Anomaly anomaly, String writer, String reader) {
        var place = new AvroType.Place(field, inner);
        return new AvroType.Noted(place, anomaly, note(writer, reader));
    }

    private int note(String writer, String reader) {
        notes.add(new ReaderNote(writer, reader));
        return notes.size() - 1;
    }

    /// The type beneath the logical type.
    private static String base(Schema schema) {
        return switch (schema.getType()) {
            case RECORD, ENUM, FIXED -> schema.getName();
            case ARRAY, MAP, UNION -> AvroPlan.typeName(schema);
            default -> schema.getType().getName();
        };
    }

    /// As it stands in a sentence: `a string`, `an enum Status`, `a fixed Hash of 16 bytes`.
    private static String kind(Schema schema) {
        return switch (schema.getType()) {
            case NULL -> "null";
            case RECORD -> "a record " + schema.getName();
            case ENUM -> "an enum " + schema.getName();
            case FIXED -> "a fixed " + schema.getName() + " of " + schema.getFixedSize() + " bytes";
            case UNION -> "a " + AvroPlan.typeName(schema);
            default -> {
                var name = base(schema);
                yield ("aio".indexOf(name.charAt(0)) >= 0 ? "an " : "a ") + name;
            }
        };
    }
}
