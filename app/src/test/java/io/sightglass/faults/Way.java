package io.sightglass.faults;

/// The ways into [SecuredBroker]: one listener each.
enum Way {
    /// Nothing asked; for the test's own business, with all rights.
    PLAINTEXT("PLAINTEXT", ""),
    PLAIN("SASL_PLAINTEXT", "PLAIN"),
    SCRAM("SASL_PLAINTEXT", "SCRAM-SHA-256,SCRAM-SHA-512"),
    SCRAM_TLS("SASL_SSL", "SCRAM-SHA-512"),
    TLS("SSL", ""),
    /// A client certificate is required.
    MTLS("SSL", ""),
    OAUTH("SASL_PLAINTEXT", "OAUTHBEARER"),
    KERBEROS("SASL_PLAINTEXT", "GSSAPI"),
    /// Its certificate expired.
    EXPIRED("SSL", ""),
    /// Its certificate is not valid yet: a clock is wrong, here or there.
    EARLY("SSL", ""),
    /// Its certificate is for another host.
    ELSEWHERE("SSL", ""),
    /// Clients are told the addresses of [FaultProxy]s, a pair for each of these.
    PROXY_A("PLAINTEXT", ""),
    PROXY_B("PLAINTEXT", ""),
    PROXY_C("PLAINTEXT", ""),
    PROXY_D("PLAINTEXT", ""),
    /// As before; nobody ever stands there.
    PROXY_NOBODY("PLAINTEXT", ""),
    PROXY_NOBODY_LOGIN("SASL_PLAINTEXT", "PLAIN");

    final String protocol;
    final String mechanisms;

    Way(String protocol, String mechanisms) {
        this.protocol = protocol;
        this.mechanisms = mechanisms;
    }

    boolean isProxied() {
        return name().startsWith("PROXY");
    }

    /// As a listener's name: letters alone, so that it may stand in a setting's name.
    String listener() {
        return name().replace("_", "");
    }
}
