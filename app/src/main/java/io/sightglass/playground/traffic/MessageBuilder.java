package io.sightglass.playground.traffic;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;

import java.util.function.Consumer;

/// A Protobuf message in the making, its fields by name. A field or enum value that the sample
/// lacks fails with a [SampleException].
final class MessageBuilder {
    private final Descriptor type;
    private final DynamicMessage.Builder message;

    MessageBuilder(Descriptor type) {
        this.type = type;
        this.message = DynamicMessage.newBuilder(type);
    }

    MessageBuilder set(String field, Object value) {
        message.setField(ProtobufWriter.field(type, field), value);
        return this;
    }

    MessageBuilder clear(String field) {
        message.clearField(ProtobufWriter.field(type, field));
        return this;
    }

    MessageBuilder add(String field, Object value) {
        message.addRepeatedField(ProtobufWriter.field(type, field), value);
        return this;
    }

    /// An enum's value by name.
    MessageBuilder choose(String field, String value) {
        var values = ProtobufWriter.field(type, field).getEnumType();
        var chosen = values.findValueByName(value);
        if (chosen == null) {
            throw new SampleException(
                    values.getFile().getName(),
                    values.getFullName()
                            + " has no value "
                            + value
                            + " any more, which the playground writes");
        }
        return set(field, chosen);
    }

    /// An enum's value by number, declared or not.
    MessageBuilder choose(String field, int number) {
        var values = ProtobufWriter.field(type, field).getEnumType();
        return set(field, values.findValueByNumberCreatingIfUnknown(number));
    }

    /// A varint under a number that the type does not have.
    MessageBuilder unknown(int number, int value) {
        var fields =
                UnknownFieldSet.newBuilder(message.getUnknownFields())
                        .mergeVarintField(number, value);
        message.setUnknownFields(fields.build());
        return this;
    }

    /// An empty message of a field's type.
    MessageBuilder nested(String field) {
        return new MessageBuilder(ProtobufWriter.field(type, field).getMessageType());
    }

    /// Changes the first element of a repeated field.
    MessageBuilder first(String field, Consumer<MessageBuilder> change) {
        var repeated = ProtobufWriter.field(type, field);
        var element = nested(field);
        element.message.mergeFrom((Message) message.getRepeatedField(repeated, 0));
        change.accept(element);
        message.setRepeatedField(repeated, 0, element.build());
        return this;
    }

    /// An entry of a map of texts.
    MessageBuilder entry(String field, String key, String value) {
        return add(field, nested(field).set("key", key).set("value", value).build());
    }

    Message build() {
        return message.build();
    }
}
