package io.sightglass.contract.confluent;

/// A rule that is written in a schema, on a record or on a field.
///
/// @param name empty where it has none
/// @param doc empty where it has none
record InlineRule(String name, String doc, String expression) {
    static final String RULES = "confluent:rules";
    static final String TAGS = "confluent:tags";
}
