package io.sightglass.registry;

import io.sightglass.model.DataContract;

import tools.jackson.databind.json.JsonMapper;

/// Data contracts as a registry hands them out.
public final class TestContracts {
    private TestContracts() {}

    /// @param json an object with `metadata` and `ruleSet`
    public static DataContract read(String json) {
        return ContractReader.read(new JsonMapper().readTree(json));
    }
}
