package io.sightglass.decode.framing;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Which message of a .proto file a payload holds, as Apicurio's serializer writes it in front of
/// the body: a message `Ref { string name = 1; }` behind its length. The name is the message's own,
/// without its package.
final class ApicurioType implements MessageName {
    private static final int NAME_TAG = 0x0a;

    /// Length and name's length, each in one byte, and the tag between them.
    private static final int AROUND = 3;

    /// So that both lengths are single bytes; a longer name is none.
    private static final int MOST = 125;

    @Override
    public int end(byte[] array, int at, int end) {
        if (end - at < AROUND || array[at + 1] != NAME_TAG) {
            return -1;
        }
        int length = array[at];
        int name = array[at + 2];
        if (name <= 0 || name > MOST || length != name + 2 || end - at < AROUND + name) {
            return -1;
        }
        for (int i = at + AROUND; i < at + AROUND + name; i++) {
            boolean fits = Character.isLetterOrDigit(array[i]) || array[i] == '_';
            if (array[i] <= 0 || !(fits || array[i] == '.')) {
                return -1;
            }
        }
        return at + AROUND + name;
    }

    @Override
    public @Nullable Descriptor message(FileDescriptor file, byte[] array, int at, int end) {
        return find(
                file, new String(array, at + AROUND, end - at - AROUND, StandardCharsets.UTF_8));
    }

    @Override
    public List<Integer> indexes(byte[] array, int at, int end) {
        return List.of();
    }

    /// The message of that name, with its package or without, the file's own before nested ones.
    static @Nullable Descriptor find(FileDescriptor file, String name) {
        var all = new ArrayList<>(file.getMessageTypes());
        for (int i = 0; i < all.size(); i++) {
            var message = all.get(i);
            if (message.getName().equals(name) || message.getFullName().equals(name)) {
                return message;
            }
            all.addAll(message.getNestedTypes());
        }
        return null;
    }
}
