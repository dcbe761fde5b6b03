package io.sightglass.compat.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;

import java.util.LinkedHashSet;
import java.util.Set;

/// What a message or enum keeps free: numbers and names as a person writes them, `4`, `6 to 9`,
/// `"legacy"`.
final class Reserved {
    private Reserved() {}

    static Set<String> of(Descriptor message) {
        var proto = message.toProto();
        var texts = new LinkedHashSet<String>();
        // A message's ranges end before their end
        proto.getReservedRangeList()
                .forEach(range -> texts.add(text(range.getStart(), range.getEnd() - 1)));
        proto.getReservedNameList().forEach(name -> texts.add('"' + name + '"'));
        return texts;
    }

    static Set<String> of(EnumDescriptor type) {
        var proto = type.toProto();
        var texts = new LinkedHashSet<String>();
        proto.getReservedRangeList()
                .forEach(range -> texts.add(text(range.getStart(), range.getEnd())));
        proto.getReservedNameList().forEach(name -> texts.add('"' + name + '"'));
        return texts;
    }

    static Set<String> extensionRanges(Descriptor message) {
        var texts = new LinkedHashSet<String>();
        message.toProto()
                .getExtensionRangeList()
                .forEach(range -> texts.add(text(range.getStart(), range.getEnd() - 1)));
        return texts;
    }

    private static String text(int from, int to) {
        return from == to ? Integer.toString(from) : from + " to " + to;
    }
}
