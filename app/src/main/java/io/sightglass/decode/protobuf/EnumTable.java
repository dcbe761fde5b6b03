package io.sightglass.decode.protobuf;

import com.google.protobuf.Descriptors;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// The names of an enum's numbers. Where several names share a number, the first declared counts.
final class EnumTable {
    private final int[] numbers;
    private final String[] names;

    /// Readers take a number that is not declared for no value of the field (proto2, editions).
    final boolean closed;

    EnumTable(Descriptors.EnumDescriptor type) {
        closed = type.isClosed();
        var values = type.getValues();
        numbers =
                values.stream().mapToInt(value -> value.getNumber()).distinct().sorted().toArray();
        names = new String[numbers.length];
        for (int i = values.size() - 1; i >= 0; i--) {
            names[Arrays.binarySearch(numbers, values.get(i).getNumber())] =
                    values.get(i).getName();
        }
    }

    @Nullable String name(int number) {
        if (number >= 0 && number < numbers.length && numbers[number] == number) {
            return names[number];
        }
        int at = Arrays.binarySearch(numbers, number);
        return at < 0 ? null : names[at];
    }
}
