package io.sightglass.schema.search;

/// How much of what there is can be searched by now.
///
/// @param done schemas that were read, with or without success
/// @param total schemas that there are
/// @param unread those that could not be read: they do not parse, or the registry did not answer
/// @param full whether some were left out because there is no more room
public record SearchProgress(int done, int total, int unread, boolean full) {
    public boolean isDone() {
        return done >= total;
    }
}
