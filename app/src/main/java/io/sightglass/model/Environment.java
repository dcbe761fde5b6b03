package io.sightglass.model;

/// What a cluster is for. Its colour is on the top bar, so that nobody takes production for a test.
public enum Environment {
    DEMO,
    DEV,
    TEST,
    STAGING,
    PROD
}
