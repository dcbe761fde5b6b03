package io.sightglass.kafka;

/// One login module with its options, as Kafka's `sasl.jaas.config` has it. Its text may hold a
/// secret.
final class JaasLine {
    private final StringBuilder text;

    JaasLine(String module) {
        text = new StringBuilder(module).append(" required");
    }

    /// Adds an option; its value may hold any character.
    JaasLine option(String name, String value) {
        text.append(' ').append(name).append("=\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"', '\\' -> text.append('\\').append(c);
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(c);
            }
        }
        text.append('"');
        return this;
    }

    @Override
    public String toString() {
        return text + ";";
    }
}
