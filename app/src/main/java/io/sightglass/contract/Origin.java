package io.sightglass.contract;

/// Where a rule comes from.
///
/// @param name who demands it, in a sentence: `contract coffee-orders`, `coffeeco.Order v3`
/// @param place where it is written, for whoever wants to change it:
///   `coffee-orders.contract.yaml:41:11`, `orders-value v3, rule total-is-not-negative`
public record Origin(RuleSource source, String name, String place) {}
