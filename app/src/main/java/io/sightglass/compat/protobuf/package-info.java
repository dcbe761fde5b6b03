/// What a change of .proto files breaks, told twice.
///
/// For records: an update is held against an original by Confluent's rules
/// ([io.sightglass.compat.protobuf.ProtobufDiff]); each of its change types is one small method of
/// `PackageRules`, `TypeRules`, `FieldRules`, `OneofRules` or `EnumRules`. What those do not speak
/// of (comments, defaults, services) is in `SafeRules`.
///
/// For code and APIs: buf's breaking rules over whole modules
/// ([io.sightglass.compat.protobuf.ProtobufModules]); each of them is one small method of
/// `BufFileRules`, `BufMessageRules`, `BufFieldRules`, `BufEnumRules`, `BufServiceRules` or
/// `BufPackageRules`, and one line in that class's list with its id, purpose and categories.
@NullMarked
package io.sightglass.compat.protobuf;

import org.jspecify.annotations.NullMarked;
