package io.sightglass.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

class SecretTest {
    private static final String VALUE = "planted-7Qx";

    @ParameterizedTest
    @MethodSource("io.sightglass.connect.EveryProfile#all")
    void noTextOrJsonOfAConnectionHoldsAValue(ClusterProfile profile) {
        var known = profile.mapSecrets((_, secret) -> secret.with(VALUE));
        assertFalse(known.toString().contains(VALUE), known.toString());
        var json =
                JsonMapper.builder()
                        .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                        .build()
                        .writeValueAsString(known);
        assertFalse(json.contains(VALUE), json);
        known.secrets().forEach(secret -> assertEquals(VALUE, secret.reveal()));
    }

    @Test
    void theValueIsThereOnlyForWhoeverAsks() {
        var secret = Secret.named("a/password");
        assertFalse(secret.isKnown());
        var failure = assertThrows(IllegalStateException.class, secret::reveal);
        assertTrue(failure.getMessage().contains("a/password"));
        assertEquals(VALUE, secret.with(VALUE).reveal());
        assertEquals("(secret a/password)", secret.with(VALUE).toString());
        assertEquals("(secret)", Secret.of(VALUE).toString());
    }

    @Test
    void twoOfOneNameAreTheSame() {
        assertEquals(Secret.named("a"), Secret.named("a").with(VALUE));
        assertNotEquals(Secret.named("a"), Secret.named("b"));
        assertEquals(Secret.of(VALUE), Secret.of(VALUE));
        assertNotEquals(Secret.of(VALUE), Secret.of("other"));
    }
}
