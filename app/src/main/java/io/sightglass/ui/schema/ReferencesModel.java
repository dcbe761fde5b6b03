package io.sightglass.ui.schema;

import io.sightglass.schema.ReferenceGraph;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;

/// What the right schema refers to and what refers to it. Looked for when somebody wants to see it,
/// and anew for another schema. Used from the window's thread.
public final class ReferencesModel {
    private final SchemaLoader loader;
    private final Work work;
    private final ReadOnlyObjectProperty<@Nullable Shown> shown;
    private final ReadOnlyObjectWrapper<@Nullable ReferenceGraph> graph =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper looking = new ReadOnlyBooleanWrapper();
    private @Nullable LoadedSchema of;
    private boolean wanted;

    ReferencesModel(SchemaLoader loader, Work work, ReadOnlyObjectProperty<@Nullable Shown> shown) {
        this.loader = loader;
        this.work = work;
        this.shown = shown;
        shown.subscribe(_ -> {
            if (wanted) {
                find();
            }
        });
    }

    /// From now on it is looked for.
    public void open() {
        wanted = true;
        find();
    }

    /// Nobody looks any more.
    public void close() {
        wanted = false;
    }

    private void find() {
        var now = shown.get();
        var schema = now == null ? null : now.right();
        if (schema == null || schema.equals(of)) {
            return;
        }
        of = schema;
        graph.set(null);
        looking.set(true);
        work.start(
                () -> loader.references(schema),
                found -> {
                    if (schema.equals(of)) {
                        looking.set(false);
                        graph.set(found.orElse(null));
                    }
                });
    }

    /// Null where the schema is neither a registry's nor a local file, or while it is looked for.
    public ReadOnlyObjectProperty<@Nullable ReferenceGraph> graphProperty() {
        return graph.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty lookingProperty() {
        return looking.getReadOnlyProperty();
    }
}
