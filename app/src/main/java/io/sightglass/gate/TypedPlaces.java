package io.sightglass.gate;

import io.sightglass.decode.Paths;
import io.sightglass.model.ByteRange;
import io.sightglass.model.Finding;
import io.sightglass.model.Node;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Where in the typed text fields are, by path.
final class TypedPlaces {
    private static final Pattern KEY = Pattern.compile("\\[\"([^\"\\]]*)\"]");

    private final int moved;
    private final Map<String, ByteRange> places = new HashMap<>();

    /// @param root the typed text, read; null where it was not
    /// @param moved bytes before what was read
    TypedPlaces(@Nullable Node root, int moved) {
        this.moved = moved;
        if (root != null) {
            Paths.each(root, (path, node) -> places.put(path, node.range()));
        }
    }

    /// Findings whose ranges are of the text.
    List<Answer.Remark> inText(List<Finding> findings) {
        return findings.stream()
                .map(finding -> new Answer.Remark(finding, moved(finding.range())))
                .toList();
    }

    /// Findings whose ranges are of what the text was encoded to.
    List<Answer.Remark> byPath(List<Finding> findings) {
        return findings.stream()
                .map(finding -> new Answer.Remark(finding, place(finding.path())))
                .toList();
    }

    private @Nullable ByteRange place(String path) {
        // a map's keys are an object's fields in the text
        var at = plain(path);
        while (!at.isEmpty()) {
            var found = places.get(at);
            if (found != null) {
                return moved(found);
            }
            at = at.substring(0, Math.max(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['))));
        }
        return null;
    }

    private static String plain(String path) {
        var plain = KEY.matcher(path).replaceAll(".$1");
        return plain.startsWith(".") ? plain.substring(1) : plain;
    }

    private ByteRange moved(ByteRange range) {
        return new ByteRange(range.start() + moved, range.end() + moved);
    }
}
