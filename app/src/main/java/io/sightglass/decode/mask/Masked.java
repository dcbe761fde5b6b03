package io.sightglass.decode.mask;

import io.sightglass.model.ByteRange;
import io.sightglass.model.Decoded;
import io.sightglass.model.Node;
import io.sightglass.model.Scalar;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// A payload as it may be shown.
///
/// @param bytes those of the record, masked ones overwritten; null for a null payload
@SuppressWarnings("ArrayRecordComponent") // shown, never compared
public record Masked(Decoded decoded, byte @Nullable [] bytes) {
    /// What masked bytes are overwritten with.
    public static final byte BYTE = '*';

    /// The bytes of a decoded payload that are masked, as far as its tree knows: for showing that
    /// they are. Positions as in the tree.
    public static List<ByteRange> ranges(Decoded decoded) {
        var ranges = new ArrayList<ByteRange>();
        if (decoded instanceof Decoded.DecodedMessage message) {
            gather(message.root(), ranges);
        }
        return ranges;
    }

    private static void gather(Node node, List<ByteRange> ranges) {
        switch (node) {
            case Node.RecordNode record ->
                    record.children().forEach(child -> gather(child, ranges));
            case Node.ListNode list -> list.elements().forEach(child -> gather(child, ranges));
            case Node.MapNode map -> map.entries().forEach(entry -> gather(entry.value(), ranges));
            case Node.UnknownNode(_, _, var reading) when reading != null ->
                    gather(reading, ranges);
            case Node.ScalarNode scalar when scalar.value() instanceof Scalar.Masked ->
                    ranges.add(scalar.range());
            case Node.UnknownNode _,
                    Node.ScalarNode _,
                    Node.AbsentNode _,
                    Node.RestNode _,
                    Node.MalformedNode _ -> {}
        }
    }
}
