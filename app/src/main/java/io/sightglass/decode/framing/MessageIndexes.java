package io.sightglass.decode.framing;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;

import io.sightglass.decode.protobuf.MessageTypes;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Which message of a .proto file a payload holds, in Confluent's framing: how many indexes, then
/// the indexes, each a zig-zag varint; the count 0 alone stands for the first message.
final class MessageIndexes implements MessageName {
    private static final int MOST = 100;

    @Override
    public int end(byte[] array, int at, int end) {
        long count = zigzag(array, at, end);
        int position = behind(array, at, end);
        if (position < 0 || count < 0 || count > MOST) {
            return -1;
        }
        for (int i = 0; i < count && position >= 0; i++) {
            position = behind(array, position, end);
        }
        return position;
    }

    @Override
    public @Nullable Descriptor message(FileDescriptor file, byte[] array, int at, int end) {
        return MessageTypes.at(file, indexes(array, at, end));
    }

    @Override
    public List<Integer> indexes(byte[] array, int at, int end) {
        int count = (int) zigzag(array, at, end);
        if (count == 0) {
            return List.of(0);
        }
        var indexes = new ArrayList<Integer>();
        int position = behind(array, at, end);
        for (int i = 0; i < count; i++) {
            indexes.add((int) zigzag(array, position, end));
            position = behind(array, position, end);
        }
        return List.copyOf(indexes);
    }

    private static int behind(byte[] array, int at, int end) {
        for (int i = at; i < end && i < at + 5; i++) {
            if (array[i] >= 0) {
                return i + 1;
            }
        }
        return -1;
    }

    private static long zigzag(byte[] array, int at, int end) {
        long bits = 0;
        for (int i = at; i < end && i < at + 5; i++) {
            bits |= (long) (array[i] & 0x7f) << (7 * (i - at));
            if (array[i] >= 0) {
                break;
            }
        }
        return (bits >>> 1) ^ -(bits & 1);
    }
}
