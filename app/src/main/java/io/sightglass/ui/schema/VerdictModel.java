package io.sightglass.ui.schema;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;

/// What the registry says of the two sides that are shown. It is asked once for two versions; for a
/// draft once nobody has typed for a moment. Used from the window's thread.
final class VerdictModel {
    /// As many looks as make a second.
    private static final int CALM = 10;

    private final SchemaLoader loader;
    private final Work work;
    private final ReadOnlyObjectWrapper<@Nullable RegistryVerdict> verdict =
            new ReadOnlyObjectWrapper<>();
    private @Nullable Shown of;
    private int left;

    VerdictModel(SchemaLoader loader, Work work) {
        this.loader = loader;
        this.work = work;
    }

    /// Asks of something else from now on.
    void ask(Shown shown) {
        of = shown;
        verdict.set(null);
        boolean calm = shown.sidesShown().stream().noneMatch(VerdictModel::isDraft);
        left = calm ? 0 : CALM;
        if (calm) {
            ask();
        }
    }

    private static boolean isDraft(LoadedSchema side) {
        return side.source() instanceof SchemaSource.Draft;
    }

    /// Some time has passed.
    void look() {
        if (left > 0 && --left == 0) {
            ask();
        }
    }

    private void ask() {
        var asked = of;
        if (asked != null) {
            work.start(
                    () -> loader.verdict(asked),
                    said -> {
                        if (of == asked) {
                            verdict.set(said.orElse(null));
                        }
                    });
        }
    }

    ReadOnlyObjectProperty<@Nullable RegistryVerdict> verdictProperty() {
        return verdict.getReadOnlyProperty();
    }
}
