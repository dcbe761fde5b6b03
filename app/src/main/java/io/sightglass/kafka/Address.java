package io.sightglass.kafka;

import io.sightglass.model.Sentence;
import io.sightglass.port.ConnectionFailure;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Where a broker is said to be.
record Address(String host, int port) {
    private static final Pattern FORM =
            Pattern.compile(
                    "(?:\\[(?<v6>[0-9a-fA-F:.%]+)]|(?<host>[^\\s:/@\\[\\]]+)):(?<port>\\d{1,5})");

    /// Reads `host:port`, comma separated.
    ///
    /// @throws ConnectionFailure naming the first part that has another form
    static List<Address> parse(String bootstrap) throws ConnectionFailure {
        var addresses = new ArrayList<Address>();
        for (var part : bootstrap.split(",", -1)) {
            var text = part.strip();
            if (!text.isEmpty()) {
                addresses.add(parseOne(text));
            }
        }
        if (addresses.isEmpty()) {
            throw new ConnectionFailure(
                    Sentence.of("No broker is given; expected host:port such as localhost:9092."));
        }
        return addresses;
    }

    private static Address parseOne(String text) throws ConnectionFailure {
        var matcher = FORM.matcher(text);
        if (matcher.matches()) {
            int port = Integer.parseInt(matcher.group("port"));
            if (port > 0 && port <= 65_535) {
                var v6 = matcher.group("v6");
                return new Address(v6 != null ? v6 : matcher.group("host"), port);
            }
        }
        // A URL may carry a password, so it is not repeated.
        var what = text.contains("@") || text.contains("://") ? "The address given" : text;
        throw new ConnectionFailure(
                Sentence.builder()
                        .strong(what)
                        .text(
                                " is not the address of a broker; expected host:port such as"
                                        + " localhost:9092.")
                        .build());
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
