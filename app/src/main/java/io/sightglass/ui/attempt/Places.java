package io.sightglass.ui.attempt;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Where payloads may go, as far as the window knows.
///
/// @param isTopic whether there is a topic of that name
/// @param names topics, then schemas: `orders-value:latest`, `orders/v3/order.proto#coffeeco.Order`
public record Places(Predicate<String> isTopic, Supplier<List<String>> names) {}
