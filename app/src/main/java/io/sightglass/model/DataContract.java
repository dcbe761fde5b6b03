package io.sightglass.model;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a registry keeps beside the text of a schema (Confluent Schema Registry, "Data Contracts"):
/// tags of fields, properties, and rules on the data.
///
/// @param tags by a field's full name, in which `*` stands for any characters but dots, `**` for
///   any and `?` for one
/// @param properties parameters of all rules
/// @param rules the domain rules, in their order; migration rules judge no data
public record DataContract(
        Map<String, Set<String>> tags, Map<String, String> properties, List<DomainRule> rules) {
    public static final DataContract NONE = new DataContract(Map.of(), Map.of(), List.of());

    public DataContract {
        tags = Map.copyOf(tags);
        properties = Map.copyOf(properties);
        rules = List.copyOf(rules);
    }

    /// A rule as it was registered.
    ///
    /// @param kind `CONDITION` or `TRANSFORM`
    /// @param type who evaluates it: `CEL`, `CEL_FIELD`, `JSONATA`, `ENCRYPT` ...
    /// @param mode when: `WRITE`, `READ`, `WRITEREAD`, `UPGRADE`, `DOWNGRADE`, `UPDOWN`
    /// @param tags of the fields that it is about; none for all
    /// @param expression empty where the type needs none
    /// @param onFailure `ERROR`, `NONE`, `DLQ`; for writing and reading where there is a comma;
    ///   empty where nothing was said
    public record DomainRule(
            String name,
            @Nullable String doc,
            String kind,
            String type,
            String mode,
            Set<String> tags,
            Map<String, String> params,
            String expression,
            String onFailure,
            boolean disabled) {
        public DomainRule {
            tags = Set.copyOf(tags);
            params = Map.copyOf(params);
        }
    }

    /// A rule's parameter: its own, or the property of that name; null where there is neither.
    public @Nullable String parameter(DomainRule rule, String name) {
        var own = rule.params().get(name);
        return own != null ? own : properties.get(name);
    }
}
