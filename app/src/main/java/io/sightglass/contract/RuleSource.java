package io.sightglass.contract;

/// What kind of place a rule was written in.
public enum RuleSource {
    CONTRACT_FILE("contract file"),
    REGISTRY_RULE("registry rule"),
    SCHEMA_RULE("rule in the schema"),
    PROTOVALIDATE("buf.validate option"),
    JSON_SCHEMA("JSON Schema keyword");

    private final String label;

    RuleSource(String label) {
        this.label = label;
    }

    /// As people read it: `contract file`.
    public String label() {
        return label;
    }
}
