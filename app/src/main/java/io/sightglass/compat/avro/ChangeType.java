package io.sightglass.compat.avro;

import org.apache.avro.SchemaCompatibility.SchemaIncompatibilityType;

/// The types of changes between Avro schemas. Whether one breaks anything is not the type's to say:
/// the library decides that for the pair of schemas.
enum ChangeType {
    // the library's reasons, by their names
    NAME_MISMATCH,
    FIXED_SIZE_MISMATCH,
    MISSING_ENUM_SYMBOLS,
    READER_FIELD_MISSING_DEFAULT_VALUE,
    TYPE_MISMATCH,
    MISSING_UNION_BRANCH,

    // of our own: what the library does not speak of, or only of what is around it
    ALIAS_ADDED,
    ALIAS_REMOVED,
    DECIMAL_PRECISION_CHANGED,
    DECIMAL_SCALE_CHANGED,
    DOC_CHANGED,
    ENUM_DEFAULT_ADDED,
    ENUM_DEFAULT_CHANGED,
    ENUM_DEFAULT_REMOVED,
    ENUM_SYMBOL_ADDED,
    ENUM_SYMBOL_ORDER_CHANGED,
    ENUM_SYMBOL_REMOVED,
    FIELD_ADDED,
    FIELD_ALIAS_AMBIGUOUS,
    FIELD_DEFAULT_ADDED,
    FIELD_DEFAULT_CHANGED,
    FIELD_DEFAULT_REMOVED,
    FIELD_MOVED,
    FIELD_NAME_CHANGED,
    FIELD_ORDER_CHANGED,
    FIELD_REMOVED,
    FIXED_SIZE_CHANGED,
    LOGICAL_TYPE_CHANGED,
    NAMESPACE_CHANGED,
    NAME_CHANGED,
    PROPERTY_ADDED,
    PROPERTY_CHANGED,
    PROPERTY_REMOVED,
    TYPE_ADDED,
    TYPE_CHANGED,
    TYPE_PROMOTED,
    TYPE_REMOVED,
    UNION_BRANCH_ADDED,
    UNION_BRANCH_CHANGED,
    UNION_BRANCH_ORDER_CHANGED,
    UNION_BRANCH_REMOVED;

    static ChangeType of(SchemaIncompatibilityType reason) {
        return switch (reason) {
            case NAME_MISMATCH -> NAME_MISMATCH;
            case FIXED_SIZE_MISMATCH -> FIXED_SIZE_MISMATCH;
            case MISSING_ENUM_SYMBOLS -> MISSING_ENUM_SYMBOLS;
            case READER_FIELD_MISSING_DEFAULT_VALUE -> READER_FIELD_MISSING_DEFAULT_VALUE;
            case TYPE_MISMATCH -> TYPE_MISMATCH;
            case MISSING_UNION_BRANCH -> MISSING_UNION_BRANCH;
        };
    }
}
