package io.sightglass.compat.json;

import io.sightglass.compat.Policy;

/// What can change in a JSON Schema: Confluent's types in their order, each with its verdict and
/// with the sentence that says who fails and how.
///
/// In a sentence `{f}` is the thing that changed (`{F}` where the sentence begins), `{a}` what the
/// original says of it and `{b}` what the update says (`{b:items}`: so many of them). Records are
/// written with the original (`{w}`: old, or new where the question is asked the other way round)
/// and read with the update (`{r}`); `{leave}` is what a writer may do.
enum ChangeType {
    ID_CHANGED(
            Verdict.SAFE,
            "The identifier of {f} changed from {a} to {b}; no record reads "
                    + "differently for it."),
    DESCRIPTION_CHANGED(
            Verdict.SAFE, "The description of {f} changed; no record reads differently for it."),
    TITLE_CHANGED(
            Verdict.SAFE,
            "The title of {f} changed from {a} to {b}; no record reads differently " + "for it."),
    DEFAULT_CHANGED(
            Verdict.SAFE,
            "The default of {f} changed from {a} to {b}; who fills it in where it is "
                    + "absent now fills in another value."),
    SCHEMA_ADDED(
            Verdict.BREAKS,
            "{W} records may hold anything in {f}; readers with the {r} schema "
                    + "refuse all but {b}."),
    SCHEMA_REMOVED(
            Verdict.SAFE,
            "Readers with the new schema take anything in {f}, where the old one " + "wanted {a}."),
    TYPE_EXTENDED(Verdict.SAFE, "{F} may also be {b}; {a} of an old record is still read."),
    TYPE_NARROWED(
            Verdict.BREAKS,
            "In {w} records {f} may be {a}; readers with the {r} schema take only " + "{b}."),
    TYPE_CHANGED(
            Verdict.BREAKS,
            "In {w} records {f} is {a}; readers with the {r} schema expect {b} and "
                    + "refuse it."),
    MAX_LENGTH_ADDED(
            Verdict.BREAKS,
            "In {w} records {f} may have more than {b:characters}; readers with the "
                    + "{r} schema refuse those."),
    MAX_LENGTH_REMOVED(
            Verdict.SAFE,
            "Readers with the new schema take {f} with any number of characters, "
                    + "where the old one stopped at {a}."),
    MAX_LENGTH_INCREASED(
            Verdict.SAFE,
            "Readers with the new schema take {f} with up to {b:characters}, where "
                    + "the old one stopped at {a}."),
    MAX_LENGTH_DECREASED(
            Verdict.BREAKS,
            "In {w} records {f} may have up to {a:characters}; readers with the {r} "
                    + "schema refuse more than {b}."),
    MIN_LENGTH_ADDED(
            Verdict.BREAKS,
            "In {w} records {f} may have fewer than {b:characters}; readers with the "
                    + "{r} schema refuse those."),
    MIN_LENGTH_REMOVED(
            Verdict.SAFE,
            "Readers with the new schema take {f} with any number of characters, "
                    + "where the old one wanted at least {a}."),
    MIN_LENGTH_INCREASED(
            Verdict.BREAKS,
            "In {w} records {f} may have as few as {a:characters}; readers with the "
                    + "{r} schema refuse fewer than {b}."),
    MIN_LENGTH_DECREASED(
            Verdict.SAFE,
            "Readers with the new schema take {f} with as few as {b:characters}, "
                    + "where the old one wanted at least {a}."),
    PATTERN_ADDED(
            Verdict.BREAKS,
            "In {w} records {f} may be any text; readers with the {r} schema refuse "
                    + "what does not match {b}."),
    PATTERN_REMOVED(
            Verdict.SAFE,
            "Readers with the new schema take any text in {f}, where the old one "
                    + "wanted a match of {a}."),
    PATTERN_CHANGED(
            Verdict.BREAKS,
            "In {w} records {f} matches {a}; readers with the {r} schema refuse what "
                    + "does not match {b}."),
    MAXIMUM_ADDED(
            Verdict.BREAKS,
            "In {w} records {f} may be above {b}; readers with the {r} schema refuse " + "that."),
    MAXIMUM_REMOVED(Verdict.SAFE, "Readers with the new schema take any {f}, also above {a}."),
    MAXIMUM_INCREASED(
            Verdict.SAFE,
            "Readers with the new schema take {f} as high as {b}, where the old one "
                    + "stopped at {a}."),
    MAXIMUM_DECREASED(
            Verdict.BREAKS,
            "In {w} records {f} may be as high as {a}; readers with the {r} schema "
                    + "refuse anything above {b}."),
    MINIMUM_ADDED(
            Verdict.BREAKS,
            "In {w} records {f} may be below {b}; readers with the {r} schema refuse " + "that."),
    MINIMUM_REMOVED(Verdict.SAFE, "Readers with the new schema take any {f}, also below {a}."),
    MINIMUM_INCREASED(
            Verdict.BREAKS,
            "In {w} records {f} may be as low as {a}; readers with the {r} schema "
                    + "refuse anything below {b}."),
    MINIMUM_DECREASED(
            Verdict.SAFE,
            "Readers with the new schema take {f} as low as {b}, where the old one "
                    + "stopped at {a}."),
    EXCLUSIVE_MAXIMUM_ADDED(
            Verdict.BREAKS,
            "In {w} records {f} may be at or above {b}; readers with the {r} schema "
                    + "refuse that."),
    EXCLUSIVE_MAXIMUM_REMOVED(
            Verdict.SAFE, "Readers with the new schema take any {f}, also at or above {a}."),
    EXCLUSIVE_MAXIMUM_INCREASED(
            Verdict.SAFE,
            "Readers with the new schema take {f} below {b}, where the old one "
                    + "wanted it below {a}."),
    EXCLUSIVE_MAXIMUM_DECREASED(
            Verdict.BREAKS,
            "In {w} records {f} may be anything below {a}; readers with the {r} "
                    + "schema refuse {b} and above."),
    EXCLUSIVE_MINIMUM_ADDED(
            Verdict.BREAKS,
            "In {w} records {f} may be at or below {b}; readers with the {r} schema "
                    + "refuse that."),
    EXCLUSIVE_MINIMUM_REMOVED(
            Verdict.SAFE, "Readers with the new schema take any {f}, also at or below {a}."),
    EXCLUSIVE_MINIMUM_INCREASED(
            Verdict.BREAKS,
            "In {w} records {f} may be anything above {a}; readers with the {r} "
                    + "schema refuse {b} and below."),
    EXCLUSIVE_MINIMUM_DECREASED(
            Verdict.SAFE,
            "Readers with the new schema take {f} above {b}, where the old one "
                    + "wanted it above {a}."),
    MULTIPLE_OF_ADDED(
            Verdict.BREAKS,
            "In {w} records {f} may be any number; readers with the {r} schema "
                    + "refuse what is not a multiple of {b}."),
    MULTIPLE_OF_REMOVED(
            Verdict.SAFE,
            "Readers with the new schema take any number in {f}, where the old one "
                    + "wanted a multiple of {a}."),
    MULTIPLE_OF_EXPANDED(
            Verdict.BREAKS,
            "In {w} records {f} is a multiple of {a}; readers with the {r} schema "
                    + "refuse what is not also one of {b}."),
    MULTIPLE_OF_REDUCED(
            Verdict.SAFE,
            "Readers with the new schema take multiples of {b} in {f}; every "
                    + "multiple of {a} is one."),
    MULTIPLE_OF_CHANGED(
            Verdict.BREAKS,
            "In {w} records {f} is a multiple of {a}; readers with the {r} schema "
                    + "refuse what is not one of {b}."),
    REQUIRED_ATTRIBUTE_ADDED(
            Verdict.BREAKS,
            "Writers of {w} records {leave} {f}; readers with the {r} schema refuse " + "those."),
    REQUIRED_ATTRIBUTE_WITH_DEFAULT_ADDED(
            Verdict.SAFE,
            "{F} is now required and has the default {b}: readers with the new "
                    + "schema fill it in where an old record left it out. A validator that "
                    + "does not fill in defaults refuses those records."),
    REQUIRED_ATTRIBUTE_REMOVED(
            Verdict.SAFE, "{F} is no longer required; old records have it and are still read."),
    MAX_PROPERTIES_ADDED(
            Verdict.BREAKS,
            "In {w} records {f} may have more than {b:properties}; readers with the "
                    + "{r} schema refuse those."),
    MAX_PROPERTIES_REMOVED(
            Verdict.SAFE,
            "Readers with the new schema take {f} with any number of properties, "
                    + "where the old one stopped at {a}."),
    MAX_PROPERTIES_INCREASED(
            Verdict.SAFE,
            "Readers with the new schema take {f} with up to {b:properties}, where "
                    + "the old one stopped at {a}."),
    MAX_PROPERTIES_DECREASED(
            Verdict.BREAKS,
            "In {w} records {f} may have up to {a:properties}; readers with the {r} "
                    + "schema refuse more than {b}."),
    MIN_PROPERTIES_ADDED(
            Verdict.BREAKS,
            "In {w} records {f} may have fewer than {b:properties}; readers with the "
                    + "{r} schema refuse those."),
    MIN_PROPERTIES_REMOVED(
            Verdict.SAFE,
            "Readers with the new schema take {f} with any number of properties, "
                    + "where the old one wanted at least {a}."),
    MIN_PROPERTIES_INCREASED(
            Verdict.BREAKS,
            "In {w} records {f} may have as few as {a:properties}; readers with the "
                    + "{r} schema refuse fewer than {b}."),
    MIN_PROPERTIES_DECREASED(
            Verdict.SAFE,
            "Readers with the new schema take {f} with as few as {b:properties}, "
                    + "where the old one wanted at least {a}."),
    ADDITIONAL_PROPERTIES_ADDED(
            Verdict.SAFE,
            "Readers with the new schema let {f} have properties that the schema "
                    + "does not name."),
    ADDITIONAL_PROPERTIES_REMOVED(
            Verdict.LENIENT,
            "In {w} records {f} may have properties that the schema does not name; "
                    + "readers with the {r} schema refuse those."),
    ADDITIONAL_PROPERTIES_EXTENDED(
            Verdict.SAFE,
            "Readers with the new schema take anything in properties of {f} that the "
                    + "schema does not name, where the old one wanted {a}."),
    ADDITIONAL_PROPERTIES_NARROWED(
            Verdict.LENIENT,
            "In {w} records properties of {f} that the schema does not name may hold "
                    + "anything; readers with the {r} schema take only {b} in them."),
    DEPENDENCY_ARRAY_ADDED(
            Verdict.BREAKS,
            "Writers of {w} records {leave} {b} beside {f}; readers with the {r} "
                    + "schema refuse those."),
    DEPENDENCY_ARRAY_REMOVED(
            Verdict.SAFE,
            "{F} no longer needs {a} beside it; old records that have both are still " + "read."),
    DEPENDENCY_ARRAY_EXTENDED(
            Verdict.BREAKS,
            "{W} records with {f} need only {a} beside it; readers with the {r} "
                    + "schema refuse those without {b}."),
    DEPENDENCY_ARRAY_NARROWED(
            Verdict.SAFE,
            "{F} now needs only {b} beside it, no longer {a}; old records are still " + "read."),
    DEPENDENCY_ARRAY_CHANGED(
            Verdict.BREAKS,
            "{W} records with {f} need {a} beside it; readers with the {r} schema "
                    + "refuse those without {b}."),
    DEPENDENCY_SCHEMA_ADDED(
            Verdict.BREAKS,
            "{W} records with {f} may hold anything beside it; readers with the {r} "
                    + "schema ask for more there and refuse those without it."),
    DEPENDENCY_SCHEMA_REMOVED(
            Verdict.SAFE,
            "{F} no longer asks anything of what is beside it; old records are still " + "read."),
    PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL(
            Verdict.BREAKS,
            "{W} records may hold anything in {f}; readers with the {r} schema take "
                    + "only {b} there."),
    REQUIRED_PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL(
            Verdict.BREAKS,
            "Writers of {w} records {leave} {f}, or set it to anything; readers with "
                    + "the {r} schema refuse those."),
    REQUIRED_PROPERTY_WITH_DEFAULT_ADDED_TO_OPEN_CONTENT_MODEL(
            Verdict.LENIENT,
            "{W} records may hold anything in {f}, which their schema does not name; "
                    + "readers with the {r} schema take only {b}. Where it is absent they fill "
                    + "in the default."),
    OPTIONAL_PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL(
            Verdict.LENIENT,
            "{W} records may hold anything in {f}, which their schema does not name; "
                    + "readers with the {r} schema take only {b}."),
    PROPERTY_WITH_EMPTY_SCHEMA_ADDED_TO_OPEN_CONTENT_MODEL(
            Verdict.SAFE,
            "{F} is now named and may hold anything; old records could hold it " + "already."),
    REQUIRED_PROPERTY_ADDED_TO_UNOPEN_CONTENT_MODEL(
            Verdict.BREAKS,
            "Writers of {w} records {leave} {f}; readers with the {r} schema refuse " + "those."),
    REQUIRED_PROPERTY_WITH_DEFAULT_ADDED_TO_UNOPEN_CONTENT_MODEL(
            Verdict.SAFE,
            "{F} is new, required and has a default: readers with the new schema "
                    + "fill it in, as no old record has it. A validator that does not fill in "
                    + "defaults refuses old records."),
    OPTIONAL_PROPERTY_ADDED_TO_UNOPEN_CONTENT_MODEL(
            Verdict.SAFE, "{F} is new and may be left out; old records do without it."),
    PROPERTY_REMOVED_FROM_OPEN_CONTENT_MODEL(
            Verdict.SAFE,
            "{F} is no longer named; readers with the new schema take it as a "
                    + "property that they do not know."),
    PROPERTY_WITH_FALSE_REMOVED_FROM_CLOSED_CONTENT_MODEL(
            Verdict.SAFE,
            "{F} was forbidden by name and still is, as every property that the new "
                    + "schema does not name."),
    PROPERTY_REMOVED_FROM_CLOSED_CONTENT_MODEL(
            Verdict.LENIENT,
            "{W} records may have {f}; readers with the {r} schema do not know it "
                    + "and refuse properties that they do not know."),
    PROPERTY_REMOVED_IS_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL(
            Verdict.SAFE,
            "{F} is no longer named, but the new schema lets properties that it does "
                    + "not name be {b}, as {f} was."),
    PROPERTY_REMOVED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL(
            Verdict.LENIENT,
            "In {w} records {f} is {a}; readers with the {r} schema do not know it "
                    + "and take only {b} in properties that they do not know."),
    PROPERTY_ADDED_IS_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL(
            Verdict.SAFE, "{F} is now named; what the old schema let be there, {a}, still fits."),
    PROPERTY_ADDED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL(
            Verdict.LENIENT,
            "{W} records may hold {a} in {f}, which their schema does not name; "
                    + "readers with the {r} schema take only {b}."),
    RESERVED_PROPERTY_REMOVED(
            Verdict.BREAKS,
            "{F} was reserved by the {w} schema and is no longer in the {r} one; "
                    + "somebody may now use the name for something else."),
    RESERVED_PROPERTY_CONFLICTS_WITH_PROPERTY(
            Verdict.BREAKS,
            "{F} is reserved, so readers with the {r} schema must not have a "
                    + "property of that name; choose another."),
    UNEVALUATED_PROPERTIES_ADDED(
            Verdict.SAFE,
            "Readers with the new schema let {f} have properties that no part of the "
                    + "schema speaks of."),
    UNEVALUATED_PROPERTIES_REMOVED(
            Verdict.LENIENT,
            "In {w} records {f} may have properties that no part of the schema "
                    + "speaks of; readers with the {r} schema refuse those."),
    UNEVALUATED_PROPERTIES_EXTENDED(
            Verdict.SAFE,
            "Readers with the new schema take anything in properties of {f} that no "
                    + "part of the schema speaks of, where the old one wanted {a}."),
    UNEVALUATED_PROPERTIES_NARROWED(
            Verdict.LENIENT,
            "In {w} records properties of {f} that no part of the schema speaks of "
                    + "may hold anything; readers with the {r} schema take only {b} in them."),
    MAX_ITEMS_ADDED(
            Verdict.BREAKS,
            "In {w} records {f} may have more than {b:items}; readers with the {r} "
                    + "schema refuse those."),
    MAX_ITEMS_REMOVED(
            Verdict.SAFE,
            "Readers with the new schema take {f} with any number of items, where "
                    + "the old one stopped at {a}."),
    MAX_ITEMS_INCREASED(
            Verdict.SAFE,
            "Readers with the new schema take {f} with up to {b:items}, where the "
                    + "old one stopped at {a}."),
    MAX_ITEMS_DECREASED(
            Verdict.BREAKS,
            "In {w} records {f} may have up to {a:items}; readers with the {r} "
                    + "schema refuse more than {b}."),
    MIN_ITEMS_ADDED(
            Verdict.BREAKS,
            "In {w} records {f} may have fewer than {b:items}; readers with the {r} "
                    + "schema refuse those."),
    MIN_ITEMS_REMOVED(
            Verdict.SAFE,
            "Readers with the new schema take {f} with any number of items, where "
                    + "the old one wanted at least {a}."),
    MIN_ITEMS_INCREASED(
            Verdict.BREAKS,
            "In {w} records {f} may have as few as {a:items}; readers with the {r} "
                    + "schema refuse fewer than {b}."),
    MIN_ITEMS_DECREASED(
            Verdict.SAFE,
            "Readers with the new schema take {f} with as few as {b:items}, where "
                    + "the old one wanted at least {a}."),
    MAX_CONTAINS_ADDED(
            Verdict.BREAKS,
            "In {w} records {f} may have more than {b:matching items}; readers with "
                    + "the {r} schema refuse those."),
    MAX_CONTAINS_REMOVED(
            Verdict.SAFE,
            "Readers with the new schema take {f} with any number of matching items, "
                    + "where the old one stopped at {a}."),
    MAX_CONTAINS_INCREASED(
            Verdict.SAFE,
            "Readers with the new schema take {f} with up to {b:matching items}, "
                    + "where the old one stopped at {a}."),
    MAX_CONTAINS_DECREASED(
            Verdict.BREAKS,
            "In {w} records {f} may have up to {a:matching items}; readers with the "
                    + "{r} schema refuse more than {b}."),
    MIN_CONTAINS_ADDED(
            Verdict.BREAKS,
            "In {w} records {f} may have fewer than {b:matching items}; readers with "
                    + "the {r} schema refuse those."),
    MIN_CONTAINS_REMOVED(
            Verdict.SAFE,
            "Readers with the new schema take {f} with any number of matching items, "
                    + "where the old one wanted at least {a}."),
    MIN_CONTAINS_INCREASED(
            Verdict.BREAKS,
            "In {w} records {f} may have as few as {a:matching items}; readers with "
                    + "the {r} schema refuse fewer than {b}."),
    MIN_CONTAINS_DECREASED(
            Verdict.SAFE,
            "Readers with the new schema take {f} with as few as {b:matching items}, "
                    + "where the old one wanted at least {a}."),
    UNIQUE_ITEMS_ADDED(
            Verdict.BREAKS,
            "In {w} records {f} may hold an item twice; readers with the {r} schema "
                    + "refuse those."),
    UNIQUE_ITEMS_REMOVED(Verdict.SAFE, "Readers with the new schema let {f} hold an item twice."),
    ADDITIONAL_ITEMS_ADDED(
            Verdict.SAFE,
            "Readers with the new schema let {f} have more items than the schema "
                    + "tells one by one."),
    ADDITIONAL_ITEMS_REMOVED(
            Verdict.BREAKS,
            "In {w} records {f} may have more items than the schema tells one by "
                    + "one; readers with the {r} schema refuse those."),
    ADDITIONAL_ITEMS_EXTENDED(
            Verdict.SAFE,
            "Readers with the new schema take anything in the further items of {f}, "
                    + "where the old one wanted {a}."),
    ADDITIONAL_ITEMS_NARROWED(
            Verdict.BREAKS,
            "In {w} records the further items of {f} may be anything; readers with "
                    + "the {r} schema take only {b}."),
    UNEVALUATED_ITEMS_ADDED(
            Verdict.SAFE,
            "Readers with the new schema let {f} have items that no part of the "
                    + "schema speaks of."),
    UNEVALUATED_ITEMS_REMOVED(
            Verdict.BREAKS,
            "In {w} records {f} may have items that no part of the schema speaks of; "
                    + "readers with the {r} schema refuse those."),
    UNEVALUATED_ITEMS_EXTENDED(
            Verdict.SAFE,
            "Readers with the new schema take anything in items of {f} that no part "
                    + "of the schema speaks of, where the old one wanted {a}."),
    UNEVALUATED_ITEMS_NARROWED(
            Verdict.BREAKS,
            "In {w} records items of {f} that no part of the schema speaks of may be "
                    + "anything; readers with the {r} schema take only {b}."),
    ITEM_ADDED_TO_OPEN_CONTENT_MODEL(
            Verdict.BREAKS,
            "{W} records may hold anything in {f}, of which their schema does not "
                    + "speak; readers with the {r} schema take only {b}."),
    ITEM_WITH_EMPTY_SCHEMA_ADDED_TO_OPEN_CONTENT_MODEL(
            Verdict.SAFE,
            "{F} is now told on its own and may be anything; old records could hold "
                    + "it already."),
    ITEM_ADDED_TO_CLOSED_CONTENT_MODEL(
            Verdict.SAFE, "{F} is new; old records end before it and are still read."),
    ITEM_REMOVED_FROM_OPEN_CONTENT_MODEL(
            Verdict.SAFE,
            "{F} is no longer told on its own; readers with the new schema take "
                    + "anything there."),
    ITEM_WITH_FALSE_REMOVED_FROM_CLOSED_CONTENT_MODEL(
            Verdict.SAFE,
            "{F} was forbidden and still is, as every item after the last that the "
                    + "new schema tells."),
    ITEM_REMOVED_FROM_CLOSED_CONTENT_MODEL(
            Verdict.BREAKS,
            "{W} records may have {f}; readers with the {r} schema refuse items "
                    + "after the last that they know."),
    ITEM_REMOVED_IS_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL(
            Verdict.SAFE,
            "{F} is no longer told on its own, but the new schema lets further items "
                    + "be {b}, as it was."),
    ITEM_REMOVED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL(
            Verdict.BREAKS,
            "In {w} records {f} is {a}; readers with the {r} schema take only {b} in "
                    + "further items."),
    ITEM_ADDED_IS_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL(
            Verdict.SAFE,
            "{F} is now told on its own; what the old schema let be there, {a}, " + "still fits."),
    ITEM_ADDED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL(
            Verdict.BREAKS,
            "{W} records may hold {a} in {f}; readers with the {r} schema take only "
                    + "{b} there."),
    ENUM_ARRAY_EXTENDED(Verdict.SAFE, "Readers with the new schema also know {b} in {f}."),
    ENUM_ARRAY_NARROWED(
            Verdict.BREAKS,
            "In {w} records {f} may be {a}; readers with the {r} schema do not know "
                    + "that and refuse it."),
    ENUM_ARRAY_CHANGED(
            Verdict.BREAKS,
            "In {w} records {f} may be {a}; readers with the {r} schema know only " + "{b}."),
    COMBINED_TYPE_EXTENDED(
            Verdict.SAFE, "{F} has to fit less: {b} instead of {a}; old records are still read."),
    COMBINED_TYPE_CHANGED(
            Verdict.BREAKS,
            "In {w} records {f} fits {a}; readers with the {r} schema want {b}, "
                    + "which they may not fit."),
    PRODUCT_TYPE_EXTENDED(
            Verdict.BREAKS,
            "In {w} records {f} fits {a}; readers with the {r} schema want it to fit "
                    + "{b} and refuse what does not."),
    PRODUCT_TYPE_NARROWED(
            Verdict.SAFE, "{F} has to fit less: {b} instead of {a}; old records fit that too."),
    SUM_TYPE_EXTENDED(
            Verdict.SAFE,
            "Readers with the new schema know another kind of {f}: {b} instead of " + "{a}."),
    SUM_TYPE_NARROWED(
            Verdict.BREAKS,
            "In {w} records {f} is {a}; readers with the {r} schema know only {b} "
                    + "and refuse the others."),
    COMBINED_TYPE_SUBSCHEMAS_CHANGED(
            Verdict.BREAKS,
            "In {w} records {f} is {a}; readers with the {r} schema want {b}, and at "
                    + "least one of the former is none of the latter."),
    NOT_TYPE_EXTENDED(
            Verdict.BREAKS,
            "In {w} records {f} may be anything but {a}; readers with the {r} schema "
                    + "refuse {b}."),
    NOT_TYPE_NARROWED(
            Verdict.SAFE,
            "Readers with the new schema take anything but {b} in {f}, where the old "
                    + "one took anything but {a}.");

    /// Whether readers with the update can read what was written with the original.
    enum Verdict {
        SAFE,
        /// Only by the lenient policy.
        LENIENT,
        BREAKS
    }

    private final Verdict verdict;
    private final String sentence;

    ChangeType(Verdict verdict, String sentence) {
        this.verdict = verdict;
        this.sentence = sentence;
    }

    boolean compatible(Policy policy) {
        return switch (verdict) {
            case SAFE -> true;
            case LENIENT -> policy == Policy.LENIENT;
            case BREAKS -> false;
        };
    }

    String sentence() {
        return sentence;
    }
}
