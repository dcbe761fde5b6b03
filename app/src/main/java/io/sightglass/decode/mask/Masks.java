package io.sightglass.decode.mask;

import io.sightglass.model.Format;
import io.sightglass.schema.ResolvedSchema;

import org.jspecify.annotations.Nullable;

/// Which places of payloads that are read alike are masked. Thread-safe.
public interface Masks {
    /// Nothing is masked.
    Masks NONE =
            new Masks() {
                @Override
                public boolean isEmpty() {
                    return true;
                }

                @Override
                public boolean coversAll() {
                    return false;
                }

                @Override
                public boolean covers(String record, String name, String path) {
                    return false;
                }
            };

    /// All of the payload is: it has something to mask, and nobody knows where.
    Masks ALL =
            new Masks() {
                @Override
                public boolean isEmpty() {
                    return false;
                }

                @Override
                public boolean coversAll() {
                    return true;
                }

                @Override
                public boolean covers(String record, String name, String path) {
                    return true;
                }
            };

    /// Says what is masked of a topic's keys or values. Thread-safe.
    @FunctionalInterface
    interface Source {
        /// Nothing, whatever it is.
        Source NONE = (_, _) -> Masks.NONE;

        /// @param format null where the payload could not be read
        /// @param schema null where it was read without
        Masks of(@Nullable Format format, @Nullable ResolvedSchema schema);
    }

    boolean isEmpty();

    boolean coversAll();

    /// Whether the value of a field is masked, with everything below it.
    ///
    /// @param record the full name of the type around it; empty where it has none
    /// @param name the field's; empty for an element
    /// @param path from the root, `[]` for any element: `items[].name`
    boolean covers(String record, String name, String path);

    /// Whether a value of the map at `path`, by its key, may be masked: then what is known of all
    /// its values together is not told.
    default boolean coversSome(String path) {
        return coversAll();
    }
}
