package io.sightglass.contract;

import org.jspecify.annotations.Nullable;

/// A rule as people are told of it.
///
/// @param id the id that its findings bear, such as `contract.required`
/// @param path the field that it is about, with `[]` for any element; empty for the whole record
/// @param words what it demands: `required`, `1 to 10`, `message.total >= 0.0`
/// @param idle why no record is held to it, such as `disabled`; null where records are
public record RuleInfo(
        String id, String path, String words, Origin origin, @Nullable String idle) {}
