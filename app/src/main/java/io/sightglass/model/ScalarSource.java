package io.sightglass.model;

/// Makes a single value when somebody asks for it. A tree has many values that nobody looks at.
@FunctionalInterface
public interface ScalarSource {
    /// The value of `field`.
    ///
    /// @param bits what the source noted when it heard of the value: the number itself, or where it
    ///   stands
    Scalar scalar(FieldInfo field, long bits);
}
