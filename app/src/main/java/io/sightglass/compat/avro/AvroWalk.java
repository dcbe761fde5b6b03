package io.sightglass.compat.avro;

import io.sightglass.compat.avro.Spot.Subject;

import org.apache.avro.Schema;
import org.apache.avro.Schema.Type;

import java.util.HashSet;
import java.util.Set;

/// Goes over an old schema and a new one at once, and has the rules look at whatever belongs
/// together. Types within themselves are looked at once.
final class AvroWalk {
    private final TypeRules types;
    private final FieldRules fields;
    private final EnumRules enums;
    private final UnionRules unions;
    private final Set<Pair> seen = new HashSet<>();

    private record Pair(int old, int update) {}

    AvroWalk(Library library, Found found) {
        types = new TypeRules(library, found);
        fields = new FieldRules(library, found, this);
        enums = new EnumRules(library, found);
        unions = new UnionRules(library, found, this);
    }

    void compare(Schema old, Schema update, Spot spot) {
        if (old.getType() == Type.UNION || update.getType() == Type.UNION) {
            unions.compare(old, update, spot);
        } else if (old.getType() != update.getType()) {
            types.typeChanged(old, update, spot);
            if (Matching.promotes(old.getType(), update.getType())
                    || Matching.promotes(update.getType(), old.getType())) {
                types.logicalType(old, update, spot);
            }
        } else if (Matching.named(old)) {
            var pair = new Pair(System.identityHashCode(old), System.identityHashCode(update));
            if (seen.add(pair)) {
                named(old, update, spot.declared(old, update));
            }
        } else {
            types.logicalType(old, update, spot);
            types.properties(old, update, spot);
            switch (old.getType()) {
                case ARRAY ->
                        compare(
                                old.getElementType(),
                                update.getElementType(),
                                spot.below("/items", spot.subject().each("an item")));
                case MAP ->
                        compare(
                                old.getValueType(),
                                update.getValueType(),
                                spot.below("/values", spot.subject().each("a value")));
                default -> {}
            }
        }
    }

    private void named(Schema old, Schema update, Spot spot) {
        types.name(old, update, spot);
        types.aliases(old, update, spot);
        types.doc(old, update, spot);
        types.properties(old, update, spot.about(new Subject("", update.getName())));
        types.logicalType(old, update, spot);
        switch (old.getType()) {
            case RECORD -> fields.compare(old, update, spot);
            case ENUM -> enums.compare(old, update, spot);
            case FIXED -> types.size(old, update, spot);
            default -> throw new IllegalStateException(old.getType() + " has no name");
        }
    }

    /// What the root of a schema is called in sentences.
    static Subject root(Schema schema) {
        return Matching.named(schema)
                ? new Subject("", schema.getName())
                : new Subject("the value", "");
    }
}
