package io.sightglass.decode.framing;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Which message of a .proto file a payload holds, in AWS Glue's framing: a varint that counts all
/// messages of the file, nested ones too, in the order of their full names.
final class GlueIndex implements MessageName {
    private static final int MOST_BYTES = 5;

    @Override
    public int end(byte[] array, int at, int end) {
        for (int i = at; i < end && i < at + MOST_BYTES; i++) {
            if (array[i] >= 0) {
                return i + 1;
            }
        }
        return -1;
    }

    @Override
    public @Nullable Descriptor message(FileDescriptor file, byte[] array, int at, int end) {
        var all = new ArrayList<>(file.getMessageTypes());
        for (int i = 0; i < all.size(); i++) {
            all.addAll(all.get(i).getNestedTypes());
        }
        all.sort(Comparator.comparing(Descriptor::getFullName));
        int index = index(array, at, end);
        return index < 0 || index >= all.size() ? null : all.get(index);
    }

    @Override
    public List<Integer> indexes(byte[] array, int at, int end) {
        return List.of(index(array, at, end));
    }

    private static int index(byte[] array, int at, int end) {
        int index = 0;
        for (int i = at; i < end; i++) {
            index |= (array[i] & 0x7f) << (7 * (i - at));
        }
        return index;
    }
}
