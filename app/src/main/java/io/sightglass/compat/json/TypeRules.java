package io.sightglass.compat.json;

import io.sightglass.compat.json.Shape.About;

/// Changes of what kind of value is wanted.
final class TypeRules {
    private TypeRules() {}

    static void changed(Findings findings, Shape original, Shape update) {
        findings.add(
                ChangeType.TYPE_CHANGED,
                Words.of(original),
                Words.of(update),
                place(original.about()),
                place(update.about()));
    }

    /// Kafka Connect's converters write decimals and bytes in two ways that read the same.
    static boolean connectBytes(Shape shape) {
        return shape.about().node().path("connect.type").asString("").equals("bytes");
    }

    static String place(About about) {
        return about.node().has("type") ? about.pointer() + "/type" : about.pointer();
    }
}
