package io.sightglass.ui.tail;

import io.sightglass.contract.Sampled;
import io.sightglass.model.Sentence;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/// Whether the tail holds all records to all rules, and, where a person asked, why it does not.
final class Sampling {
    private final ReadOnlyObjectWrapper<Sampled> sampled = new ReadOnlyObjectWrapper<>(Sampled.ALL);
    private final ReadOnlyObjectWrapper<@Nullable Sentence> explained =
            new ReadOnlyObjectWrapper<>();
    private boolean asked;

    void look(Sampled now) {
        if (!now.equals(sampled.get())) {
            sampled.set(now);
            // The next time is to be asked about anew.
            asked &= now.isPart();
            explain();
        }
    }

    /// Explains it, or, where that is done already, no longer.
    void toggle() {
        asked = !asked && sampled.get().isPart();
        explain();
    }

    private void explain() {
        var sentence = asked ? sampled.get().sentence() : null;
        if (!Objects.equals(sentence, explained.get())) {
            explained.set(sentence);
        }
    }

    ReadOnlyObjectProperty<Sampled> sampledProperty() {
        return sampled.getReadOnlyProperty();
    }

    /// What is not judged, why, and how to mend it; null where nobody asked.
    ReadOnlyObjectProperty<@Nullable Sentence> explainedProperty() {
        return explained.getReadOnlyProperty();
    }
}
