package io.sightglass.compat.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// Numbers of fields or enum values in a row.
///
/// @param from the first
/// @param to the last
record NumberRange(long from, long to) {
    static List<NumberRange> reserved(Descriptor message) {
        // A message's ranges end before their end
        return message.toProto().getReservedRangeList().stream()
                .map(range -> new NumberRange(range.getStart(), range.getEnd() - 1L))
                .toList();
    }

    static List<NumberRange> reserved(EnumDescriptor type) {
        return type.toProto().getReservedRangeList().stream()
                .map(range -> new NumberRange(range.getStart(), range.getEnd()))
                .toList();
    }

    static List<NumberRange> extensions(Descriptor message) {
        return message.toProto().getExtensionRangeList().stream()
                .map(range -> new NumberRange(range.getStart(), range.getEnd() - 1L))
                .toList();
    }

    static boolean contain(List<NumberRange> ranges, int number) {
        return ranges.stream().anyMatch(range -> number >= range.from && number <= range.to);
    }

    /// What of this range is in none of the others.
    List<NumberRange> without(List<NumberRange> others) {
        var left = new ArrayList<NumberRange>();
        long next = from;
        for (var other :
                others.stream().sorted(Comparator.comparingLong(NumberRange::from)).toList()) {
            if (other.to < next || other.from > to) {
                continue;
            }
            if (other.from > next) {
                left.add(new NumberRange(next, other.from - 1));
            }
            next = other.to + 1;
        }
        if (next <= to) {
            left.add(new NumberRange(next, to));
        }
        return left;
    }

    static List<NumberRange> without(List<NumberRange> all, List<NumberRange> others) {
        return all.stream().flatMap(range -> range.without(others).stream()).toList();
    }

    /// As a person writes it: `4`, `6 to 9`.
    String text() {
        return from == to ? Long.toString(from) : from + " to " + to;
    }

    static String text(List<NumberRange> ranges) {
        return ranges.stream().map(NumberRange::text).collect(Collectors.joining(", "));
    }
}
