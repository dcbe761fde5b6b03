package io.sightglass.decode.protobuf;

import com.google.protobuf.Descriptors.FieldDescriptor;

import io.sightglass.decode.Anomaly;
import io.sightglass.decode.Plan;
import io.sightglass.decode.ReaderNote;
import io.sightglass.decode.Walker;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// A writer's message type held against a reader's: which fields the reader finds by their numbers,
/// and what it makes of their bytes (protobuf.dev, "Updating A Message Type").
///
/// The walk stays the writer's; a [LensSink] hears it on its way and adds what is to be said.
public final class ProtobufLens implements Plan {
    private final ProtobufPlan writer;
    private final MessageLens root;
    private final List<ReaderNote> notes;

    private ProtobufLens(ProtobufPlan writer, MessageLens root, List<ReaderNote> notes) {
        this.writer = writer;
        this.root = root;
        this.notes = List.copyOf(notes);
    }

    public static ProtobufLens of(ProtobufPlan writer, ProtobufPlan reader) {
        var compiler = new Compiler();
        var root = compiler.root(writer.root, reader.root);
        return new ProtobufLens(writer, root, compiler.notes);
    }

    @Override
    public Walker newWalker() {
        return new LensWalker(writer.newWalker(), root);
    }

    @Override
    public List<ReaderNote> notes() {
        return notes;
    }

    /// Compiles each pair of types once, in a loop over what is left to do: types contain
    /// themselves.
    private static final class Compiler {
        final List<ReaderNote> notes = new ArrayList<>();
        private final Map<MessagePlan, Map<MessagePlan, MessageLens>> lenses =
                new IdentityHashMap<>();
        private final List<Runnable> todo = new ArrayList<>();

        MessageLens root(MessagePlan writer, MessagePlan reader) {
            var lens = message(writer, reader);
            while (!todo.isEmpty()) {
                todo.removeLast().run();
            }
            return lens;
        }

        private MessageLens message(MessagePlan writer, MessagePlan reader) {
            var known = lenses.computeIfAbsent(writer, _ -> new IdentityHashMap<>());
            var lens = known.get(reader);
            if (lens == null) {
                var made = new MessageLens();
                known.put(reader, made);
                todo.add(() -> fill(made, writer, reader));
                lens = made;
            }
            return lens;
        }

        private void fill(MessageLens lens, MessagePlan writer, MessagePlan reader) {
            lens.fields = new FieldLens[writer.fields.length];
            var byNumber = new HashMap<Integer, FieldPlan>();
            for (var field : reader.fields) {
                byNumber.put(field.info.number(), field);
            }
            for (var field : writer.fields) {
                var read = byNumber.remove(field.info.number());
                lens.fields[field.index] = field(field, read);
            }
            for (var field : reader.fields) {
                if (byNumber.containsKey(field.info.number())) {
                    lens.more.add(new MessageLens.More(field, note("", named(field))));
                }
            }
        }

        private FieldLens field(FieldPlan writer, @Nullable FieldPlan reader) {
            var lens = new FieldLens(writer, reader);
            if (reader == null) {
                lens.say(Anomaly.DROPPED, note(writer.info.type(), ""));
                return lens;
            }
            lens.required = reader.required ? note("", named(reader)) : -1;
            if (!writer.info.name().equals(reader.info.name())) {
                lens.say(Anomaly.ALIASED, note(writer.info.name(), reader.info.name()));
            }
            if (writer.map && reader.map) {
                entries(lens, writer, reader);
                return lens;
            }
            boolean packed = writer.repeated && writer.packable;
            if (packed && !(reader.repeated && reader.packable)) {
                // Packed numbers are a run of bytes with a length.
                lens.packed =
                        reader.wireType == Wire.LENGTH ? Anomaly.READER_TYPE : Anomaly.READER_WIRE;
                lens.packedNote = note("packed " + writer.element.type(), kind(reader));
            }
            lens.types = note(kind(writer), kind(reader));
            value(lens, writer, reader);
            if (writer.repeated && !reader.repeated) {
                lens.last = true;
            } else if (!writer.repeated && reader.repeated && lens.whole == null) {
                lens.say(Anomaly.PROMOTED, note(writer.info.type(), reader.info.type()));
            }
            return lens;
        }

        private void entries(FieldLens lens, FieldPlan writer, FieldPlan reader) {
            var written = writer.message;
            var read = reader.message;
            if (written == null || read == null) {
                return;
            }
            var key = new FieldLens(written.fields[0], read.fields[0]);
            value(key, written.fields[0], read.fields[0]);
            if (key.check != FieldLens.Check.NONE || key.whole != null) {
                lens.types = note("a " + writer.info.type(), "a " + reader.info.type());
                lens.whole = Anomaly.READER_TYPE;
                return;
            }
            var value = new FieldLens(written.fields[1], read.fields[1]);
            value.types = note(kind(written.fields[1]), kind(read.fields[1]));
            value(value, written.fields[1], read.fields[1]);
            lens.value = value;
        }

        /// What the reader makes of one value.
        private void value(FieldLens lens, FieldPlan writer, FieldPlan reader) {
            if (writer.wireType != reader.wireType) {
                boolean packed = reader.packable && reader.repeated;
                lens.whole =
                        writer.wireType == Wire.LENGTH && packed
                                ? Anomaly.READER_TYPE
                                : Anomaly.READER_WIRE;
                return;
            }
            switch (writer.wireType) {
                case Wire.VARINT -> {
                    if (reader.type == FieldDescriptor.Type.ENUM) {
                        lens.check = FieldLens.Check.SYMBOL;
                    } else if (writer.type != reader.type) {
                        lens.check = FieldLens.Check.VARINT;
                    }
                }
                case Wire.FIXED32, Wire.FIXED64 -> {
                    if (writer.type != reader.type) {
                        lens.check = FieldLens.Check.FIXED;
                    }
                }
                default -> delimited(lens, writer, reader);
            }
        }

        private void delimited(FieldLens lens, FieldPlan writer, FieldPlan reader) {
            var written = writer.message;
            var read = reader.message;
            if (written != null && read != null) {
                if (writer.map == reader.map) {
                    lens.message = message(written, read);
                } else {
                    lens.say(Anomaly.PROMOTED, note(writer.info.type(), reader.info.type()));
                }
            } else if (read != null
                    || (written != null && reader.type == FieldDescriptor.Type.STRING)) {
                lens.whole = Anomaly.READER_TYPE;
            } else if (writer.type != reader.type) {
                lens.say(Anomaly.PROMOTED, note(writer.info.type(), reader.info.type()));
                if (reader.type == FieldDescriptor.Type.STRING) {
                    lens.check = FieldLens.Check.UTF8;
                }
            }
        }

        private int note(String writer, String reader) {
            notes.add(new ReaderNote(writer, reader));
            return notes.size() - 1;
        }

        private static String named(FieldPlan field) {
            return field.info.name() + " (" + field.info.type() + ")";
        }

        /// As it stands in a sentence: `an int32`, `a message Item`.
        private static String kind(FieldPlan field) {
            var single = field.map ? field.info.type() : field.element.type();
            if (field.message != null && !field.map) {
                return "a message " + single;
            }
            if (field.symbols != null) {
                return "an enum " + single;
            }
            return (single.startsWith("int") ? "an " : "a ") + single;
        }
    }
}
