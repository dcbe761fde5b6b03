package io.sightglass.compat.protobuf;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What one of buf's breaking rules reports.
///
/// @param rule the rule's id, such as `FIELD_NO_DELETE`
/// @param file the file of the new module; null for the module as a whole
/// @param position where in that file; null where nothing of it is left there
/// @param message what is wrong
/// @param oldFile the file of the old module that it is about
/// @param subjects what it is about, as [io.sightglass.model.SchemaChange#path] writes it: one of
///   them
public record BufFinding(
        String rule,
        @Nullable String file,
        @Nullable Span position,
        String message,
        String oldFile,
        List<String> subjects) {
    public BufFinding {
        subjects = List.copyOf(subjects);
    }
}
