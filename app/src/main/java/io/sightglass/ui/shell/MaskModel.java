package io.sightglass.ui.shell;

import io.sightglass.connect.Connection;
import io.sightglass.model.Part;
import io.sightglass.model.Sentence;
import io.sightglass.tail.filter.FindingPaths;
import io.sightglass.ui.tail.TailModel;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/// Whether values that are tagged as personal data are shown. Before they are for the first time,
/// it asks, and names the environment. Used from the window's thread.
public final class MaskModel {
    private static final Logger LOG = LoggerFactory.getLogger(MaskModel.class);

    private final Supplier<@Nullable Connection> connection;
    private final ReadOnlyBooleanWrapper revealed = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Sentence> question =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Sentence> problem = new ReadOnlyObjectWrapper<>();

    /// The open connections of which a person has said that their values may be shown.
    private final Set<Connection> agreed = new HashSet<>();

    MaskModel(Supplier<@Nullable Connection> connection) {
        this.connection = connection;
    }

    /// Whether they are shown.
    public ReadOnlyBooleanProperty revealedProperty() {
        return revealed.getReadOnlyProperty();
    }

    /// What a person is asked before they are; null while nothing is asked.
    public ReadOnlyObjectProperty<@Nullable Sentence> questionProperty() {
        return question.getReadOnlyProperty();
    }

    /// Why a field could not be masked; null for nothing.
    public ReadOnlyObjectProperty<@Nullable Sentence> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Whether something is asked or told over the window.
    boolean asks() {
        return question.get() != null || problem.get() != null;
    }

    /// Another connection is in front. What was asked was asked of the one before.
    void connected() {
        var open = connection.get();
        question.set(null);
        problem.set(null);
        revealed.set(open != null && open.masking().isRevealed());
    }

    /// A connection is closed, and begins masked the next time.
    void closed(Connection gone) {
        agreed.remove(gone);
    }

    /// Shows the values, or masks them again; answers whether there is a connection.
    boolean turn() {
        var open = connection.get();
        if (open == null) {
            return false;
        }
        if (revealed.get()) {
            set(open, false);
        } else if (agreed.contains(open)) {
            set(open, true);
        } else {
            var profile = open.profile();
            question.set(
                    Sentence.builder()
                            .text("Show personal data of ")
                            .strong(profile.name())
                            .text(", which is ")
                            .strong(profile.environment().name())
                            .text(
                                    "? Until the connection is closed or you mask it again, it is"
                                            + " in the window, in what is copied and in pictures.")
                            .build());
        }
        return true;
    }

    /// The person agrees.
    public void agree() {
        var open = connection.get();
        question.set(null);
        if (open != null) {
            agreed.add(open);
            set(open, true);
        }
    }

    /// The person does not, or has read the problem.
    public void decline() {
        question.set(null);
        problem.set(null);
    }

    private void set(Connection open, boolean shown) {
        open.masking().reveal(shown);
        revealed.set(shown);
    }

    /// Masks the chosen field of a topic's record from now on, or no longer; answers whether there
    /// is one that can be.
    boolean maskChosen(TailModel tail) {
        var open = connection.get();
        var chosen = tail.inspect().selectionProperty().get();
        var entry = chosen == null ? null : chosen.entry();
        if (open == null || entry == null || !open.masking().keeps()) {
            return false;
        }
        var generic = FindingPaths.generic(entry.path());
        boolean ofKey = tail.inspect().partProperty().get() == Part.KEY;
        if (generic.isEmpty() && !ofKey) {
            return false;
        }
        var path = ofKey ? FindingPaths.ofKey(generic) : generic;
        boolean masked = open.masking().kept(tail.topic()).contains(path);
        try {
            open.masking().keep(tail.topic(), path, !masked);
        } catch (IOException e) {
            LOG.warn("a masked field could not be kept", e);
            problem.set(
                    Sentence.builder()
                            .text("That ")
                            .strong(path)
                            .text(
                                    " is masked could not be kept; check who owns the folder of"
                                            + " the configuration, and whether the disk is full.")
                            .build());
        }
        return true;
    }
}
