package io.sightglass.model;

/// What sort of thing a finding is. The names stand in JSON output.
public enum FindingKind {
    /// The data breaks a rule of its schema or contract.
    VIOLATION,
    /// The data carries a field that its schema does not know.
    UNKNOWN_FIELD,
    /// Some bytes could not be read: truncated, trailing, of the wrong wire type.
    MALFORMED,
    /// The payload as a whole could not be read.
    UNDECODABLE,
    /// Worth knowing, nothing wrong.
    NOTICE;

    /// The mark that a record with such a finding bears.
    public Mark mark() {
        return switch (this) {
            case VIOLATION -> Mark.VIOLATION;
            case UNKNOWN_FIELD -> Mark.UNKNOWN;
            case MALFORMED, UNDECODABLE -> Mark.UNDECODABLE;
            case NOTICE -> Mark.VALID;
        };
    }
}
