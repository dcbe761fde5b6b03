package io.sightglass.ui.read;

import io.sightglass.connect.Connection;
import io.sightglass.connect.SchemaChoices;
import io.sightglass.connect.SchemaChoices.Choice;
import io.sightglass.decode.DecodeOptions;
import io.sightglass.model.Format;
import io.sightglass.model.Framing;
import io.sightglass.model.Part;
import io.sightglass.model.SchemaInfo;
import io.sightglass.model.SchemaRef;

import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/// What may be chosen in the panel, and what is chosen. Used from the window's thread; what has to
/// be waited for comes by [#look].
public final class ReadingModel {
    private static final List<Format> PLAIN =
            List.of(
                    Format.PROTOBUF,
                    Format.JSON,
                    Format.CBOR,
                    Format.MESSAGEPACK,
                    Format.XML,
                    Format.TEXT,
                    Format.BYTES);

    private final Readings readings;
    private final SchemaChoices choices;
    private final ReadOnlyObjectWrapper<@Nullable Purpose> open = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Part> part = new ReadOnlyObjectWrapper<>(Part.VALUE);
    private final ReadOnlyBooleanWrapper looking = new ReadOnlyBooleanWrapper();
    private final StringProperty typed = new SimpleStringProperty("");
    private final ObjectProperty<Scope> scope = new SimpleObjectProperty<>(Scope.TOPIC);
    private final ObjectProperty<Framing.@Nullable Kind> framing = new SimpleObjectProperty<>();
    private final IntegerProperty selected = new SimpleIntegerProperty(0);
    private final ObservableList<Entry> shown = FXCollections.observableArrayList();
    private final Gathering gathering;
    private List<Entry> all = List.of();

    public ReadingModel(Connection connection, Readings readings) {
        this.readings = readings;
        choices = new SchemaChoices(connection);
        gathering = new Gathering(connection, readings);
        typed.subscribe((_, _) -> limit());
    }

    /// Opens the panel.
    public void open(Purpose purpose, Part of) {
        part.set(of);
        typed.set("");
        scope.set(Scope.TOPIC);
        framing.set(readings.chosen(of).framing());
        all = entries(purpose, Gathering.Found.NOTHING);
        limit();
        open.set(purpose);
        selectWhatIsInForce(purpose);
        gathering.begin(purpose, of);
        looking.set(true);
    }

    public void close() {
        gathering.cancel();
        looking.set(false);
        open.set(null);
    }

    /// Once a frame: takes over what was found meanwhile.
    public void look() {
        var purpose = open.get();
        gathering
                .poll()
                .ifPresent(found -> {
                    looking.set(!found.complete());
                    if (purpose != null) {
                        var before = selectedEntry();
                        all = entries(purpose, found);
                        limit();
                        keep(before);
                    }
                });
    }

    private void keep(@Nullable Entry entry) {
        int at = entry == null ? -1 : shown.indexOf(entry);
        if (at >= 0) {
            selected.set(at);
        }
    }

    private void selectWhatIsInForce(Purpose purpose) {
        var now = readings.chosen(part.get());
        for (int i = 0; i < shown.size(); i++) {
            if (shown.get(i).in(now, purpose).equals(now)) {
                selected.set(i);
                return;
            }
        }
    }

    private List<Entry> entries(Purpose purpose, Gathering.Found found) {
        var entries = new ArrayList<Entry>();
        entries.add(new Entry.AsItComes(purpose));
        entries.addAll(found.fits());
        var listed = new TreeSet<String>();
        if (purpose == Purpose.READ_AS) {
            for (var version : found.versions()) {
                entries.add(new Entry.Schema("Version", version, writes(version)));
                listed.add(version.name());
            }
        }
        var formats = readings.seen().stream().map(SchemaInfo::file).filter(Objects::nonNull);
        var files = formats.toList();
        var fitting = found.fits().stream().map(fit -> fit.choice().ref()).toList();
        choices.local().stream()
                .filter(choice -> !fitting.contains(choice.ref()))
                .sorted((a, b) ->
                        Boolean.compare(files.contains(b.place()), files.contains(a.place())))
                .forEach(choice -> entries.add(new Entry.Schema("Local", choice, choice.place())));
        for (var latest : found.latest()) {
            if (!listed.contains(latest.name())) {
                entries.add(new Entry.Schema("Registry", latest, "latest version"));
            }
        }
        if (purpose == Purpose.DECODE_AS) {
            PLAIN.forEach(format -> entries.add(new Entry.Plain(format)));
        }
        return entries;
    }

    private String writes(Choice version) {
        boolean writes =
                readings.seen().stream()
                        .anyMatch(info ->
                                info.subject() != null
                                        && info.version() != null
                                        && version.ref()
                                                .equals(
                                                        new SchemaRef.BySubjectVersion(
                                                                info.subject(), info.version())));
        return writes ? "records are written with it" : "";
    }

    private void limit() {
        var text = typed.get();
        shown.setAll(
                all.stream()
                        .filter(entry ->
                                text.isBlank()
                                        || new Choice(
                                                        new SchemaRef.LocalFile("", ""),
                                                        entry.title(),
                                                        entry.kind() + " " + entry.note(),
                                                        null)
                                                .matches(text))
                        .toList());
        selected.set(shown.isEmpty() ? -1 : 0);
    }

    /// Moves the choice in the list.
    public void move(int by) {
        if (!shown.isEmpty()) {
            selected.set(Math.clamp(selected.get() + by, 0, shown.size() - 1));
        }
    }

    public @Nullable Entry selectedEntry() {
        int at = selected.get();
        return at >= 0 && at < shown.size() ? shown.get(at) : null;
    }

    /// Puts the choice in force and closes the panel.
    public void apply() {
        var purpose = open.get();
        var entry = selectedEntry();
        if (purpose == null || entry == null) {
            return;
        }
        var options = entry.in(readings.chosen(part.get()), purpose);
        if (purpose == Purpose.DECODE_AS) {
            options = options.withFraming(framing.get());
        }
        readings.choose(part.get(), options, scope.get());
        close();
    }

    /// Takes back everything that was said of the part.
    public void reset() {
        readings.choose(part.get(), DecodeOptions.NONE, scope.get());
        close();
    }

    public String topic() {
        return readings.topic();
    }

    /// What the panel is open for; null while it is closed.
    public ReadOnlyObjectProperty<@Nullable Purpose> openProperty() {
        return open.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Part> partProperty() {
        return part.getReadOnlyProperty();
    }

    /// Whether more may still be found.
    public ReadOnlyBooleanProperty lookingProperty() {
        return looking.getReadOnlyProperty();
    }

    public StringProperty typedProperty() {
        return typed;
    }

    public ObjectProperty<Scope> scopeProperty() {
        return scope;
    }

    /// The only framing to look for; null for whatever is there.
    public ObjectProperty<Framing.@Nullable Kind> framingProperty() {
        return framing;
    }

    /// The index of what Enter takes.
    public IntegerProperty selectedProperty() {
        return selected;
    }

    public ObservableList<Entry> shown() {
        return shown;
    }
}
