package io.sightglass.contract;

import org.jspecify.annotations.Nullable;

import java.util.function.Predicate;

/// A form that a text can have. The names are those of contract files and of JSON Schema
/// (Validation 2020-12, section 7.3).
public enum TextFormat {
    DATE_TIME(
            "date-time",
            "an ISO-8601 date-time such as 2023-08-15T10:00:00Z",
            Timestamps::isDateTime),
    DATE("date", "an ISO-8601 date such as 2023-08-15", Timestamps::isDate),
    TIME("time", "an ISO-8601 time such as 10:00:00Z", Timestamps::isTime),
    UUID("uuid", "a UUID such as 0b3e1c52-7a4f-4a53-9a54-4a5b6c7d8e9f", Addresses::isUuid),
    EMAIL("email", "an e-mail address such as ana@coffeeco.example", Addresses::isEmail),
    URI("uri", "a URI such as https://coffeeco.example/menu", Addresses::isUri),
    HOSTNAME("hostname", "a host name such as shop.coffeeco.example", Addresses::isHostname),
    IPV4("ipv4", "an IPv4 address such as 192.0.2.17", Addresses::isIpv4),
    IPV6("ipv6", "an IPv6 address such as 2001:db8::17", Addresses::isIpv6);

    private final String label;
    private final String expected;
    private final Predicate<Chars> check;

    TextFormat(String label, String expected, Predicate<Chars> check) {
        this.label = label;
        this.expected = expected;
        this.check = check;
    }

    /// The name in contract files.
    public String label() {
        return label;
    }

    /// What it is, with an example: `a UUID such as ...`.
    public String expected() {
        return expected;
    }

    boolean holds(Chars text) {
        return check.test(text);
    }

    /// Whether the text is of the form. Allocates.
    public boolean accepts(String text) {
        var chars = new Chars();
        chars.set(text);
        return !chars.isTooLong() && check.test(chars);
    }

    /// The format of that name, or null.
    public static @Nullable TextFormat of(String label) {
        for (var format : values()) {
            if (format.label.equals(label)) {
                return format;
            }
        }
        return null;
    }
}
