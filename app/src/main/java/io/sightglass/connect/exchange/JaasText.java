package io.sightglass.connect.exchange;

import java.util.LinkedHashMap;
import java.util.Map;

/// The login module of a `sasl.jaas.config`, and its options.
///
/// @param module simple name of its class: `ScramLoginModule`
record JaasText(String module, Map<String, String> options) {
    /// Reads `module flag name=value ... ;` where a value may stand in quotes, with backslashes
    /// before quotes and backslashes, as Java's own configuration files have it.
    ///
    /// @throws NotAConnection where it has another form
    static JaasText parse(String text) throws NotAConnection {
        var words = new Words(text);
        var name = words.next();
        var flag = words.next();
        if (name.isEmpty() || flag.isEmpty() || name.contains("=")) {
            throw malformed();
        }
        var options = new LinkedHashMap<String, String>();
        while (!words.atEnd()) {
            var key = words.key();
            options.put(key, words.value());
        }
        return new JaasText(name.substring(name.lastIndexOf('.') + 1), options);
    }

    private static NotAConnection malformed() {
        return new NotAConnection(
                "sasl.jaas.config is not understood; expected a login module, the word required and"
                        + " options in the form name=\"value\", then a semicolon.");
    }

    private static final class Words {
        private final String text;
        private int at;

        Words(String text) {
            this.text = text;
        }

        private void skipBlanks() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }

        boolean atEnd() {
            skipBlanks();
            return at >= text.length() || text.charAt(at) == ';';
        }

        String next() {
            skipBlanks();
            int from = at;
            while (at < text.length() && !isEnd(text.charAt(at))) {
                at++;
            }
            return text.substring(from, at);
        }

        private static boolean isEnd(char c) {
            return Character.isWhitespace(c) || c == ';';
        }

        String key() throws NotAConnection {
            skipBlanks();
            int equals = text.indexOf('=', at);
            if (equals < 0) {
                throw malformed();
            }
            var key = text.substring(at, equals).strip();
            if (key.isEmpty() || key.chars().anyMatch(c -> isEnd((char) c) || c == '"')) {
                throw malformed();
            }
            at = equals + 1;
            return key;
        }

        String value() throws NotAConnection {
            skipBlanks();
            if (at >= text.length()) {
                throw malformed();
            }
            char quote = text.charAt(at);
            return quote == '"' || quote == '\'' ? quoted(quote) : next();
        }

        private String quoted(char quote) throws NotAConnection {
            var value = new StringBuilder();
            for (at++; at < text.length(); at++) {
                char c = text.charAt(at);
                if (c == quote) {
                    at++;
                    return value.toString();
                }
                if (c == '\\' && at + 1 < text.length()) {
                    at++;
                    value.append(
                            switch (text.charAt(at)) {
                                case 'n' -> '\n';
                                case 'r' -> '\r';
                                case 't' -> '\t';
                                default -> text.charAt(at);
                            });
                } else {
                    value.append(c);
                }
            }
            throw malformed();
        }
    }
}
