package io.sightglass.compat.avro;

import io.sightglass.model.Sentence;

import org.apache.avro.Schema;

/// A place where an old schema and a new one are held against each other.
///
/// @param path in the new schema, as the library writes it
/// @param oldPath in the old schema
/// @param before pointer to the source of the old schema ([io.sightglass.schema.SourcePlaces])
/// @param after the same for the new one
/// @param subject whose type it is, for sentences
record Spot(String path, String oldPath, String before, String after, Subject subject) {
    /// In a pointer, between the place where a named type is used and its name: what follows stands
    /// in the type's declaration, wherever that is.
    static final char DECLARED = '\0';

    /// What a sentence speaks of: `an item of` **lines**.
    record Subject(String prefix, String name) {
        void in(Sentence.Builder sentence) {
            if (!prefix.isEmpty()) {
                sentence.text(prefix);
            }
            if (!name.isEmpty()) {
                sentence.strong(name);
            }
        }

        /// At the beginning of a sentence.
        void begin(Sentence.Builder sentence) {
            if (prefix.isEmpty()) {
                sentence.strong(name);
            } else {
                new Subject(Character.toUpperCase(prefix.charAt(0)) + prefix.substring(1), name)
                        .in(sentence);
            }
        }

        Subject each(String what) {
            return new Subject(what + " of " + prefix, name);
        }
    }

    /// The same place, in sentences about something else.
    Spot about(Subject of) {
        return new Spot(path, oldPath, before, after, of);
    }

    /// The same step on both sides.
    Spot below(String step, Subject of) {
        return below(step, step, of);
    }

    Spot below(String oldStep, String newStep, Subject of) {
        return new Spot(path + newStep, oldPath + oldStep, before + oldStep, after + newStep, of);
    }

    /// The same place, its sources where the two types are declared.
    Spot declared(Schema old, Schema update) {
        return new Spot(
                path,
                oldPath,
                before + DECLARED + old.getFullName(),
                after + DECLARED + update.getFullName(),
                subject);
    }
}
