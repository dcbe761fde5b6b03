package io.sightglass.kafka;

import io.sightglass.model.Sentence;

import java.util.List;

/// Says what is wrong between a broker's SASL and a connection's, and what to change.
final class SaslWords {
    private SaslWords() {}

    /// The broker asks who one is, and the connection does not say.
    static Sentence wanted(Address address, List<String> offered) {
        return Sentence.builder()
                .text("The broker at ")
                .strong(address.toString())
                .text(
                        " asks for a user name and password (SASL), which this connection does not"
                                + " give; ")
                .text(choose(offered))
                .build();
    }

    /// The connection says who one is, and the broker never asks.
    static Sentence notWanted(Address address, String mechanism) {
        return Sentence.builder()
                .text("The broker at ")
                .strong(address.toString())
                .text(" asks for no user name there (no SASL), and this connection gives one (")
                .text(mechanism + "); choose no authentication, or the port that asks for it.")
                .build();
    }

    static Sentence otherMechanism(Address address, String mechanism, List<String> offered) {
        return Sentence.builder()
                .text("The broker at ")
                .strong(address.toString())
                .text(" does not offer ")
                .strong(mechanism)
                .text("; ")
                .text(choose(offered))
                .build();
    }

    /// The credentials were refused.
    static Sentence refused(String address, String mechanism) {
        var sentence = Sentence.builder().text("The broker at ").strong(address);
        return switch (mechanism) {
            case "OAUTHBEARER" ->
                    sentence.text(
                                    " refused the token (OAUTHBEARER); check the client's id, its"
                                            + " scope and audience, and this computer's clock.")
                            .build();
            case "GSSAPI" ->
                    sentence.text(
                                    " refused the Kerberos ticket (GSSAPI); check the principal,"
                                            + " the service name and this computer's clock.")
                            .build();
            default ->
                    sentence.text(" refused the user name or password (")
                            .text(mechanism + "); check both in the connection.")
                            .build();
        };
    }

    /// What the login itself needs was not to be had, before any broker was asked.
    static Sentence noLogin(String mechanism) {
        return switch (mechanism) {
            case "OAUTHBEARER" ->
                    Sentence.of(
                            "No token was to be had for this connection (OAUTHBEARER); check the"
                                    + " token server's address, and the client's id and secret.");
            case "GSSAPI" ->
                    Sentence.of(
                            "No Kerberos ticket was to be had for this connection (GSSAPI); check"
                                + " the keytab and the principal, that the KDC can be reached, and"
                                + " this computer's clock.");
            default ->
                    Sentence.of(
                            "The user name or password of this connection cannot be used for "
                                    + mechanism
                                    + "; check that both are given.");
        };
    }

    /// The broker answered before the login and not after it. Where Kerberos gives no ticket for
    /// the broker, Kafka's client tries on in silence.
    static Sentence noTicket(Address address) {
        return Sentence.builder()
                .text("The broker at ")
                .strong(address.toString())
                .text(
                        " answered, and the login did not come about (GSSAPI); mostly the KDC knows"
                            + " no such service. Check the service name, often kafka, and that the"
                            + " address names the host as the broker's principal does.")
                .build();
    }

    private static String choose(List<String> offered) {
        return switch (offered.size()) {
            case 0 -> "ask the cluster's owner which mechanism to choose.";
            case 1 -> "choose " + offered.getFirst() + " in the connection.";
            default ->
                    "choose one of "
                            + String.join(", ", offered.subList(0, offered.size() - 1))
                            + " and "
                            + offered.getLast()
                            + " in the connection.";
        };
    }
}
