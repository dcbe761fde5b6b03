package io.sightglass.compat.protobuf;

import com.google.protobuf.Descriptors.FieldDescriptor;

/// How many values a field has, and whether it can be told that it has none.
enum Cardinality {
    EXPLICIT("optional with presence"),
    IMPLICIT("optional without presence"),
    REQUIRED("required"),
    REPEATED("repeated"),
    MAP("a map");

    private final String text;

    Cardinality(String text) {
        this.text = text;
    }

    static Cardinality of(FieldDescriptor field) {
        if (field.isMapField()) {
            return MAP;
        }
        if (field.isRepeated()) {
            return REPEATED;
        }
        if (field.isRequired()) {
            return REQUIRED;
        }
        return field.hasPresence() ? EXPLICIT : IMPLICIT;
    }

    String text() {
        return text;
    }
}
