package io.sightglass.playground.traffic;

/// What is wrong, on purpose, with a record.
public enum Fault {
    /// A field that the contract requires is not there.
    MISSING_FIELD,
    /// A text that is not of the form that the contract wants, such as the timestamp "yesterday".
    WRONG_FORM,
    /// A number beyond its limits, such as boldness 14 of 10.
    OUT_OF_RANGE,
    /// JSON: a value of another type than its schema says.
    WRONG_TYPE,
    /// A field that the schema does not know.
    UNKNOWN_FIELD,
    /// Fields that the schema does not know, at the top and within an element of a list.
    UNKNOWN_FIELDS_NESTED,
    /// An enum number that nobody declared.
    UNDECLARED_ENUM,
    /// The schema that the record names is nowhere to be found.
    UNKNOWN_SCHEMA,
    /// The end of the value is missing.
    TRUNCATED,
    /// Bytes follow the end of the value.
    TRAILING_BYTES,
    /// No value at all, which deletes the key in a compacted topic. Nothing is wrong with that.
    TOMBSTONE,
    /// A value of zero bytes.
    EMPTY_VALUE,
    /// Something else entirely than the topic's format.
    GARBAGE,
    /// Four faults of the ones above in one record.
    SEVERAL,
    /// A copy of a faulty order in the dead letter topic.
    COPY
}
