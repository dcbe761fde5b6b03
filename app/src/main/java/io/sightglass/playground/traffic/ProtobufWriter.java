package io.sightglass.playground.traffic;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;

import io.sightglass.model.ByteRange;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Encodes Protobuf with the library, and adds up from the library's own sizes where each field is:
/// known fields in the order of their numbers, then unknown ones.
final class ProtobufWriter {
    private ProtobufWriter() {}

    static Encoded write(Message message) {
        var spans = new HashMap<String, ByteRange>();
        int end = collect(message, "", 0, spans);
        var bytes = message.toByteArray();
        if (end != bytes.length) {
            throw new IllegalStateException("the sizes do not add up");
        }
        return new Encoded(bytes, 0, spans);
    }

    private static int collect(
            Message message, String prefix, int start, Map<String, ByteRange> spans) {
        int at = start;
        for (var entry : message.getAllFields().entrySet()) {
            var field = entry.getKey();
            var path = prefix + field.getName();
            if (field.isRepeated() && field.getType() == FieldDescriptor.Type.MESSAGE) {
                int index = 0;
                for (var element : (List<?>) entry.getValue()) {
                    var place = path + "[" + index++ + "]";
                    at = message(field.getNumber(), (Message) element, place, at, spans);
                }
            } else if (field.getType() == FieldDescriptor.Type.MESSAGE) {
                at = message(field.getNumber(), (Message) entry.getValue(), path, at, spans);
            } else {
                int end = at + size(message.getDescriptorForType(), field, entry.getValue());
                spans.put(path, new ByteRange(at, end));
                at = end;
            }
        }
        for (var unknown : message.getUnknownFields().asMap().entrySet()) {
            int end = at + unknown.getValue().getSerializedSize(unknown.getKey());
            spans.put(prefix + unknown.getKey(), new ByteRange(at, end));
            at = end;
        }
        return at;
    }

    /// What a message with this field alone takes.
    private static int size(Descriptor type, FieldDescriptor field, Object value) {
        return DynamicMessage.newBuilder(type).setField(field, value).build().getSerializedSize();
    }

    private static int message(
            int number, Message value, String path, int at, Map<String, ByteRange> spans) {
        int size = value.getSerializedSize();
        int header =
                CodedOutputStream.computeTagSize(number)
                        + CodedOutputStream.computeUInt32SizeNoTag(size);
        // The library always writes both halves of a map's entry: it is taken as a whole.
        if (!value.getDescriptorForType().getOptions().getMapEntry()) {
            collect(value, path + ".", at + header, spans);
        }
        int end = at + header + size;
        spans.put(path, new ByteRange(at, end));
        return end;
    }

    /// A field that the playground writes.
    ///
    /// @throws SampleException when somebody took it out of the sample
    static FieldDescriptor field(Descriptor message, String name) {
        var field = message.findFieldByName(name);
        if (field == null) {
            throw new SampleException(
                    message.getFile().getName(),
                    message.getFullName()
                            + " has no field "
                            + name
                            + " any more, which the playground writes");
        }
        return field;
    }
}
