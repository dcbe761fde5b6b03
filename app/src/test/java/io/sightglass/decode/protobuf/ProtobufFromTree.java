package io.sightglass.decode.protobuf;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;

import io.sightglass.model.ByteRange;
import io.sightglass.model.Node;
import io.sightglass.model.Scalar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/// Encodes a tree again as the library writes messages, with nothing but the descriptor and what
/// the tree says; unknown fields are copied from the payload.
final class ProtobufFromTree {
    /// The extensions of a message type.
    @FunctionalInterface
    interface Extensions {
        List<FieldDescriptor> of(Descriptor type);
    }

    private final Extensions extensions;
    private final KnownTypes types;
    private final byte[] payload;

    private ProtobufFromTree(Extensions extensions, KnownTypes types, byte[] payload) {
        this.extensions = extensions;
        this.types = types;
        this.payload = payload;
    }

    static byte[] encode(Extensions extensions, Descriptor type, Node root, byte[] payload)
            throws IOException {
        return encode(extensions, _ -> null, type, root, payload);
    }

    /// @param types that a `google.protobuf.Any` may hold
    static byte[] encode(
            Extensions extensions, KnownTypes types, Descriptor type, Node root, byte[] payload)
            throws IOException {
        return new ProtobufFromTree(extensions, types, payload).message(type, root);
    }

    private interface Content {
        void write(CodedOutputStream out) throws IOException;
    }

    private static byte[] bytes(Content content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = CodedOutputStream.newInstance(bytes);
        content.write(out);
        out.flush();
        return bytes.toByteArray();
    }

    private byte[] message(Descriptor type, Node node) throws IOException {
        return bytes(out -> {
            for (var child : ((Node.RecordNode) node).children()) {
                child(type, child, out);
            }
        });
    }

    private void child(Descriptor type, Node child, CodedOutputStream out) throws IOException {
        switch (child) {
            case Node.RecordNode record when type.getOptions().getMessageSetWireFormat() -> {
                out.writeTag(1, Wire.START_GROUP);
                out.writeUInt32(2, child.field().number());
                out.writeByteArray(3, message(field(type, child).getMessageType(), record));
                out.writeTag(1, Wire.END_GROUP);
            }
            case Node.RecordNode held when type.getFullName().equals(AnyReader.TYPE) -> {
                var inner = Objects.requireNonNull(types.find(held.typeName()), held.typeName());
                out.writeByteArray(AnyReader.VALUE, message(inner, held));
            }
            case Node.AbsentNode _ -> {}
            case Node.UnknownNode _ -> copy(child.range(), out);
            case Node.MapNode map -> {
                var field = field(type, child);
                for (var entry : map.entries()) {
                    var content = entry(field.getMessageType(), entry);
                    out.writeByteArray(field.getNumber(), content);
                }
            }
            case Node.ListNode list -> {
                var field = field(type, child);
                if (field.isPacked()) {
                    var content =
                            bytes(inner -> {
                                for (var element : list.elements()) {
                                    untagged(field, element, inner);
                                }
                            });
                    out.writeByteArray(field.getNumber(), content);
                } else {
                    for (var element : list.elements()) {
                        value(field, element, out);
                    }
                }
            }
            case Node.RecordNode _, Node.ScalarNode _ -> value(field(type, child), child, out);
            case Node.RestNode _, Node.MalformedNode _ ->
                    throw new AssertionError("no value: " + child);
        }
    }

    private FieldDescriptor field(Descriptor type, Node node) {
        int number = node.field().number();
        var field = type.findFieldByNumber(number);
        return field != null
                ? field
                : extensions.of(type).stream()
                        .filter(extension -> extension.getNumber() == number)
                        .findFirst()
                        .orElseThrow();
    }

    private void copy(ByteRange range, CodedOutputStream out) throws IOException {
        out.writeRawBytes(payload, range.start(), range.length());
    }

    private byte[] entry(Descriptor type, Node.MapNode.Entry entry) throws IOException {
        var key = type.findFieldByNumber(1);
        return bytes(out -> {
            scalar(key, key(key, entry.key()), out);
            value(type.findFieldByNumber(2), entry.value(), out);
        });
    }

    private static Scalar key(FieldDescriptor field, String key) {
        return switch (field.getJavaType()) {
            case BOOLEAN -> new Scalar.Bool(Boolean.parseBoolean(key));
            case STRING -> new Scalar.Text(key);
            default ->
                    switch (field.getType()) {
                        case UINT64, FIXED64 -> new Scalar.Unsigned(Long.parseUnsignedLong(key));
                        default -> new Scalar.Int(Long.parseLong(key));
                    };
        };
    }

    private void value(FieldDescriptor field, Node node, CodedOutputStream out) throws IOException {
        int number = field.getNumber();
        if (node instanceof Node.ScalarNode scalar) {
            scalar(field, scalar.value(), out);
        } else if (field.getType() == FieldDescriptor.Type.GROUP) {
            out.writeTag(number, Wire.START_GROUP);
            out.writeRawBytes(message(field.getMessageType(), node));
            out.writeTag(number, Wire.END_GROUP);
        } else {
            out.writeByteArray(number, message(field.getMessageType(), node));
        }
    }

    private static void scalar(FieldDescriptor field, Scalar value, CodedOutputStream out)
            throws IOException {
        int wire =
                switch (field.getType()) {
                    case STRING, BYTES -> Wire.LENGTH;
                    case FIXED64, SFIXED64, DOUBLE -> Wire.FIXED64;
                    case FIXED32, SFIXED32, FLOAT -> Wire.FIXED32;
                    default -> Wire.VARINT;
                };
        out.writeTag(field.getNumber(), wire);
        untagged(field, value, out);
    }

    private static void untagged(FieldDescriptor field, Node node, CodedOutputStream out)
            throws IOException {
        untagged(field, ((Node.ScalarNode) node).value(), out);
    }

    private static void untagged(FieldDescriptor field, Scalar value, CodedOutputStream out)
            throws IOException {
        switch (value) {
            case Scalar.Int number -> integer(field, number.value(), out);
            case Scalar.Unsigned number -> integer(field, number.bits(), out);
            case Scalar.Bool bool -> out.writeBoolNoTag(bool.value());
            case Scalar.Float32 number -> out.writeFloatNoTag(number.value());
            case Scalar.Float64 number -> out.writeDoubleNoTag(number.value());
            case Scalar.Symbol symbol -> out.writeEnumNoTag(symbol.number());
            case Scalar.Text text -> out.writeStringNoTag(text.value());
            case Scalar.Binary binary -> out.writeBytesNoTag(ByteString.copyFrom(binary.value()));
            default -> throw new AssertionError(value);
        }
    }

    private static void integer(FieldDescriptor field, long value, CodedOutputStream out)
            throws IOException {
        switch (field.getType()) {
            case INT32 -> out.writeInt32NoTag((int) value);
            case UINT32 -> out.writeUInt32NoTag((int) value);
            case SINT32 -> out.writeSInt32NoTag((int) value);
            case FIXED32 -> out.writeFixed32NoTag((int) value);
            case SFIXED32 -> out.writeSFixed32NoTag((int) value);
            case INT64 -> out.writeInt64NoTag(value);
            case UINT64 -> out.writeUInt64NoTag(value);
            case SINT64 -> out.writeSInt64NoTag(value);
            case FIXED64 -> out.writeFixed64NoTag(value);
            case SFIXED64 -> out.writeSFixed64NoTag(value);
            default -> throw new AssertionError(field.getType());
        }
    }
}
