package io.sightglass.compat.protobuf;

/// The types of changes between Protobuf schemas, and whether readers with the update can read what
/// writers with the original wrote.
enum ChangeType {
    // Confluent's, with its verdicts
    PACKAGE_CHANGED(false),
    MESSAGE_ADDED(true),
    MESSAGE_REMOVED(false),
    MESSAGE_MOVED(true),
    ENUM_ADDED(true),
    ENUM_REMOVED(true),
    ENUM_CONST_ADDED(true),
    ENUM_CONST_CHANGED(true),
    ENUM_CONST_REMOVED(true),
    FIELD_ADDED(true),
    FIELD_REMOVED(true),
    FIELD_NAME_CHANGED(true),
    FIELD_KIND_CHANGED(false),
    FIELD_SCALAR_KIND_CHANGED(false),
    FIELD_NAMED_TYPE_CHANGED(false),
    FIELD_NUMERIC_LABEL_CHANGED(false),
    FIELD_STRING_OR_BYTES_LABEL_CHANGED(true),
    REQUIRED_FIELD_ADDED(false),
    REQUIRED_FIELD_REMOVED(false),
    ONEOF_ADDED(true),
    ONEOF_REMOVED(true),
    ONEOF_FIELD_ADDED(true),
    ONEOF_FIELD_REMOVED(false),
    ONEOF_FIELD_MOVED_TO_TOP_LEVEL(true),
    MULTIPLE_FIELDS_MOVED_TO_ONEOF(false),
    FIELD_MOVED_TO_EXISTING_ONEOF(false),

    // of our own: what Confluent's rules do not speak of
    SYNTAX_CHANGED(true),
    DOC_CHANGED(true),
    DEPRECATED_ADDED(true),
    DEPRECATED_REMOVED(true),
    OPTION_CHANGED(true),
    RESERVED_ADDED(true),
    RESERVED_REMOVED(true),
    EXTENSION_RANGE_ADDED(true),
    EXTENSION_RANGE_REMOVED(true),
    EXTENSION_ADDED(true),
    EXTENSION_REMOVED(true),
    FIELD_TYPE_CHANGED(true),
    FIELD_CARDINALITY_CHANGED(true),
    FIELD_DEFAULT_CHANGED(true),
    FIELD_JSON_NAME_CHANGED(true),
    SERVICE_ADDED(true),
    SERVICE_REMOVED(true),
    RPC_ADDED(true),
    RPC_REMOVED(true),
    RPC_CHANGED(true),
    FILE_ADDED(true),
    FILE_REMOVED(false);

    private final boolean compatible;

    ChangeType(boolean compatible) {
        this.compatible = compatible;
    }

    boolean compatible() {
        return compatible;
    }
}
