package io.sightglass.contract;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;

/// What one topic's values must be.
///
/// @param name what people call it, such as `coffee-orders`; findings name it
/// @param topic the topic that it is about
/// @param ruleSet what values must be
/// @param validObjective the share of valid records that is promised, such as 0.999; null where
///   nothing is promised
/// @param masked paths of fields that hold personal data: `customer.email`, `items[].name`
/// @param levels all that is promised of the topic as a whole, the valid share included
public record Contract(
        String name,
        String topic,
        @Nullable String description,
        @Nullable String owner,
        Path file,
        RuleSet ruleSet,
        @Nullable Double validObjective,
        List<String> masked,
        List<ServiceLevel> levels) {
    public Contract {
        masked = List.copyOf(masked);
        levels = List.copyOf(levels);
    }

    /// Every rule, with where it is written.
    public List<RuleInfo> rules() {
        return ruleSet.infos();
    }
}
