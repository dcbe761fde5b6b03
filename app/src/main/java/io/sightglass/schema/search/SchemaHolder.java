package io.sightglass.schema.search;

import java.nio.file.Path;

/// Which schema an element is in.
public sealed interface SchemaHolder {
    /// Where there is little room: `orders-value`, `orders/v4/order.proto`.
    String name();

    /// A registry's subject, in its latest version.
    record Subject(String subject) implements SchemaHolder {
        @Override
        public String name() {
            return subject;
        }
    }

    /// A file below a local folder, with `/` as separator.
    record File(Path folder, String path) implements SchemaHolder {
        @Override
        public String name() {
            return path;
        }
    }
}
