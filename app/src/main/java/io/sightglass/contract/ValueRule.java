package io.sightglass.contract;

import org.jspecify.annotations.Nullable;

import java.util.function.Predicate;

/// A demand on a value whose test is its own code.
///
/// @param path empty where the rule belongs to a type, not a place
/// @param expected what to say after "expected"
/// @param test may allocate nothing on a value that passes
public record ValueRule(String path, String id, String expected, Predicate<Value> test)
        implements Rule.OfValue {
    @Override
    public Rule.Judge judge() {
        return this::fault;
    }

    private @Nullable String fault(Value value) {
        return test.test(value) ? null : id;
    }
}
