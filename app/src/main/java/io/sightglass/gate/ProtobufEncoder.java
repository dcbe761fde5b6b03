package io.sightglass.gate;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;

import io.sightglass.decode.JsonTree;
import io.sightglass.decode.WholeText;
import io.sightglass.model.Decoded;
import io.sightglass.model.Format;
import io.sightglass.model.Framing;
import io.sightglass.model.Node;
import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.io.StringWriter;
import java.util.List;

/// Protobuf, by its library's reader of ProtoJSON. That one stops at the first fault, and does not
/// say where it is; so the fields are looked at before ([ProtobufFields]).
final class ProtobufEncoder implements PayloadEncoder {
    private final Descriptor type;

    ProtobufEncoder(Descriptor type) {
        this.type = type;
    }

    @Override
    public byte @Nullable [] encode(Node root, Faults faults) {
        new ProtobufFields(faults).check(type, root, "");
        if (faults.isRefused()) {
            return null;
        }
        var message = DynamicMessage.newBuilder(type);
        try {
            var known = TypeRegistry.newBuilder().add(type).build();
            JsonFormat.parser().usingTypeRegistry(known).merge(strict(root), message);
        } catch (InvalidProtocolBufferException e) {
            var why = e.getMessage();
            faults.unable(
                    "",
                    root,
                    Sentence.of(
                            "This is no "
                                    + type.getFullName()
                                    + " in JSON: "
                                    + (why == null ? "its reader does not say why." : why)));
            return null;
        }
        // what proto2 requires and is not there is said by the walk, with its place
        return message.buildPartial().toByteArray();
    }

    /// The same JSON without comments and the like.
    private static String strict(Node root) {
        var out = new StringWriter();
        var whole =
                new Decoded.DecodedMessage(
                        Format.JSON, Framing.RAW, null, root, List.of(), List.of());
        var text = new WholeText(out);
        try (var json = JsonMapper.shared().createGenerator(text)) {
            new JsonTree(json).value(whole);
        }
        return out.toString();
    }
}
