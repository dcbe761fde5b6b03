package io.sightglass.model;

import java.util.ArrayList;
import java.util.List;

/// What Sightglass says to a person: plain words, with the names that matter marked as strong.
///
/// Built from parts rather than from markup, so that a payload can never look like markup.
public record Sentence(List<Part> parts) {
    /// A run of words.
    public record Part(String text, boolean strong) {}

    public Sentence {
        parts = List.copyOf(parts);
    }

    public static Sentence of(String text) {
        return new Sentence(List.of(new Part(text, false)));
    }

    public static Builder builder() {
        return new Builder();
    }

    /// The words alone, as the command line and logs write them.
    public String plain() {
        var text = new StringBuilder();
        parts.forEach(part -> text.append(part.text()));
        return text.toString();
    }

    @Override
    public String toString() {
        return plain();
    }

    /// Puts a sentence together, part by part.
    public static final class Builder {
        private final List<Part> parts = new ArrayList<>();

        private Builder() {}

        public Builder text(String text) {
            parts.add(new Part(text, false));
            return this;
        }

        public Builder strong(String text) {
            parts.add(new Part(text, true));
            return this;
        }

        public Sentence build() {
            return new Sentence(parts);
        }
    }
}
