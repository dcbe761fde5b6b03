package io.sightglass.contract.confluent;

import io.sightglass.contract.Place;
import io.sightglass.contract.WholeRule;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// A single value of a record, as rules on fields see it.
///
/// @param name of the field; for an element of a list, the list's
/// @param fullName `coffeeco.Order.userId`; in JSON the path, `$.items[0].coffee`
/// @param typeName `STRING`, `BYTES`, `INT`, `LONG`, `FLOAT`, `DOUBLE`, `BOOLEAN` or `NULL`
/// @param tags of the field in the schema
/// @param value as CEL sees it
/// @param unsigned the same, where the schema calls it unsigned
/// @param message the record that it is in
/// @param shown for sentences
record DataField(
        String name,
        String fullName,
        String typeName,
        Set<String> tags,
        Supplier<Object> value,
        Supplier<Object> unsigned,
        Supplier<Object> message,
        Place place,
        Supplier<String> shown) {

    /// Goes over the fields of records, those with a value.
    interface Walk {
        void each(WholeRule.Whole record, Visitor visitor);
    }

    interface Visitor {
        void visit(DataField field);
    }

    List<String> tagList(Set<String> more) {
        return Stream.concat(tags.stream(), more.stream()).distinct().sorted().toList();
    }
}
