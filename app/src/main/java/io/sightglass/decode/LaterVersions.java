package io.sightglass.decode;

import org.jspecify.annotations.Nullable;

/// What later versions of a schema know of a field that this version lacks. Asked only while
/// sentences are being made, so an answer may take its time.
public interface LaterVersions {
    /// None is known.
    LaterVersions NONE =
            new LaterVersions() {
                @Override
                public boolean any() {
                    return false;
                }

                @Override
                public @Nullable Named find(String typeName, int number) {
                    return null;
                }
            };

    /// Whether any later version is known, so that "in no later version" may be said.
    boolean any();

    /// What the first later version that has it calls field `number` of the message `typeName`.
    @Nullable Named find(String typeName, int number);

    /// A field in a later version.
    ///
    /// @param version the version's label, such as `v4`
    record Named(String version, String name, String type) {}
}
