package io.sightglass.ui.inspect;

import io.sightglass.model.ByteRange;
import io.sightglass.model.Decoded;
import io.sightglass.model.Finding;
import io.sightglass.model.Part;
import io.sightglass.model.RawRecord;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;

/// The record that is looked at, and what in it is chosen. Choosing a field, a byte or a finding
/// chooses the others too. Used from the JavaFX thread; knows no control.
public final class InspectModel {
    /// What there is to see.
    public sealed interface Content {
        /// No record is selected.
        record Nothing() implements Content {}

        /// A record is selected and still being read.
        record Reading(RawRecord record) implements Content {}

        /// A record that has been read, with findings or in vain.
        record Shown(RawRecord record, Payload value, Payload key) implements Content {}
    }

    private final ReadOnlyObjectWrapper<Content> content =
            new ReadOnlyObjectWrapper<>(this, "content", new Content.Nothing());
    private final ObjectProperty<Part> part = new SimpleObjectProperty<>(this, "part", Part.VALUE);
    private final ReadOnlyObjectWrapper<@Nullable Payload> payload =
            new ReadOnlyObjectWrapper<>(this, "payload");
    private final ReadOnlyObjectWrapper<@Nullable Selection> selection =
            new ReadOnlyObjectWrapper<>(this, "selection");

    public InspectModel() {
        part.addListener((_, _, _) -> choosePayload());
    }

    /// What there is to see.
    public ReadOnlyObjectProperty<Content> contentProperty() {
        return content.getReadOnlyProperty();
    }

    /// Whether key or value is looked at.
    public ObjectProperty<Part> partProperty() {
        return part;
    }

    /// The payload that is looked at; null while no record is shown.
    public ReadOnlyObjectProperty<@Nullable Payload> payloadProperty() {
        return payload.getReadOnlyProperty();
    }

    /// What is chosen, or null.
    public ReadOnlyObjectProperty<@Nullable Selection> selectionProperty() {
        return selection.getReadOnlyProperty();
    }

    /// Shows nothing.
    public void clear() {
        selection.set(null);
        payload.set(null);
        content.set(new Content.Nothing());
    }

    /// Says that `record` is being read. What was shown goes, unless it is the same record.
    public void reading(RawRecord record) {
        if (!isShown(record)) {
            selection.set(null);
            payload.set(null);
            content.set(new Content.Reading(record));
        }
    }

    /// Shows `record`, and chooses its first finding, those with bytes before missing fields.
    /// Showing the same record again, read anew, keeps what is chosen.
    public void show(RawRecord record, Decoded value, Decoded key) {
        var before = selection.get();
        boolean again = isShown(record);
        selection.set(null);
        var shown =
                new Content.Shown(
                        record,
                        Payload.of(Part.VALUE, record.value(), value),
                        Payload.of(Part.KEY, record.key(), key));
        content.set(shown);
        choosePayload();
        var tree = payload.get() == null ? null : payload.get().tree();
        if (again && before != null && before.entry() != null && tree != null) {
            selectEntry(tree.find(before.entry().path(), before.range()));
        }
    }

    private boolean isShown(RawRecord record) {
        return content.get() instanceof Content.Shown(RawRecord old, _, _)
                && old.topic().equals(record.topic())
                && old.partition() == record.partition()
                && old.offset() == record.offset();
    }

    private void choosePayload() {
        selection.set(null);
        if (content.get() instanceof Content.Shown(_, Payload value, Payload key)) {
            payload.set(part.get() == Part.KEY ? key : value);
            findings().stream()
                    .filter(finding -> !finding.path().isEmpty())
                    .min(Comparator.comparing(finding -> finding.rule().endsWith(".required")))
                    .ifPresent(this::selectFinding);
        } else {
            payload.set(null);
        }
    }

    /// What is wrong with the payload that is looked at.
    public List<Finding> findings() {
        var shown = payload.get();
        return shown == null ? List.of() : shown.decoded().findings();
    }

    public void clearSelection() {
        selection.set(null);
    }

    /// Chooses a row of the tree.
    public void selectEntry(TreeEntry entry) {
        var findings = entry.findings();
        var finding = findings.isEmpty() ? null : findings.getFirst();
        selection.set(new Selection(entry, entry.range(), finding));
    }

    /// Chooses the deepest field that holds a byte; the framing, if it is the framing's.
    public void selectByte(int position) {
        var shown = payload.get();
        if (shown == null || position < 0 || position >= shown.bytes().length) {
            return;
        }
        var framing = shown.framingRange();
        if (framing != null && framing.contains(position)) {
            selection.set(new Selection(null, framing, null));
            return;
        }
        var entry = shown.tree() == null ? null : shown.tree().at(position);
        if (entry != null && entry.parent() != null) {
            selectEntry(entry);
            return;
        }
        var finding = findingAt(position);
        var range = finding == null ? new ByteRange(position, position + 1) : finding.range();
        selection.set(new Selection(entry, range, finding));
    }

    private @Nullable Finding findingAt(int position) {
        for (var finding : findings()) {
            if (finding.range().contains(position)) {
                return finding;
            }
        }
        return null;
    }

    /// Chooses a finding, with its field and bytes.
    public void selectFinding(Finding finding) {
        var shown = payload.get();
        var tree = shown == null ? null : shown.tree();
        var entry = tree == null ? null : tree.of(finding);
        var range = entry != null && entry.isAbsent() ? entry.range() : finding.range();
        selection.set(new Selection(entry, range, finding));
    }

    /// Chooses the finding after the chosen one. Answers whether there is one.
    public boolean nextFinding() {
        return stepFinding(1);
    }

    /// Chooses the finding before the chosen one. Answers whether there is one.
    public boolean previousFinding() {
        return stepFinding(-1);
    }

    private boolean stepFinding(int by) {
        var findings = findings();
        var chosen = selection.get();
        int at = chosen == null ? -1 : findings.indexOf(chosen.finding());
        int to = at < 0 ? (by > 0 ? 0 : findings.size() - 1) : at + by;
        if (to < 0 || to >= findings.size()) {
            return false;
        }
        selectFinding(findings.get(to));
        return true;
    }
}
