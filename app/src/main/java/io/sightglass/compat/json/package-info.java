/// What a change to a JSON Schema breaks, told in Confluent's change types.
///
/// A schema is read into [io.sightglass.compat.json.Shape]s, one for each kind of thing that
/// keywords can say (a string, an object, a combination ...), so that two schemas that say the same
/// in other words look the same. [io.sightglass.compat.json.Comparer] holds pairs of shapes against
/// each other, each pair once, and asks the rules of their kind (`StringRules`, `ObjectRules` ...).
/// What a rule finds is a [io.sightglass.compat.json.ChangeType]: its verdict and its sentence.
@NullMarked
package io.sightglass.compat.json;

import org.jspecify.annotations.NullMarked;
