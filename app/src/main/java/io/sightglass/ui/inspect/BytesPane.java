package io.sightglass.ui.inspect;

import io.sightglass.decode.mask.Masked;
import io.sightglass.model.ByteRange;
import io.sightglass.model.Mark;
import io.sightglass.ui.fx.HexView;
import io.sightglass.ui.fx.Texts;

import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// The payload's bytes, what is chosen outlined, what is wrong tinted.
final class BytesPane extends BorderPane {
    private static final int MOST_TINTS = 10_000;

    private final InspectModel model;
    private final HexView hex = new HexView();
    private final Label note = new Label();
    private final Label unwrapped = new Label();

    BytesPane(InspectModel model) {
        this.model = model;
        getStyleClass().add("pane");
        var title = new Label("Bytes");
        title.getStyleClass().add("title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        note.getStyleClass().add("pane-note");
        unwrapped.getStyleClass().add("pane-note");
        unwrapped.setMinWidth(Region.USE_PREF_SIZE);
        var header = new HBox(title, unwrapped, space, note);
        header.getStyleClass().add("pane-header");
        setTop(header);
        setCenter(hex);
        hex.onByte(model::selectByte);
        model.payloadProperty().addListener((_, _, payload) -> show(payload));
        model.selectionProperty().addListener((_, _, chosen) -> choose(chosen));
        show(model.payloadProperty().get());
    }

    HexView hex() {
        return hex;
    }

    private void show(@Nullable Payload payload) {
        unwrapped.setText(payload == null ? "" : payload.unwrapped());
        unwrapped.setManaged(!unwrapped.getText().isEmpty());
        if (payload == null) {
            hex.show(new byte[0], 0, List.of());
        } else {
            var framing = payload.framingRange();
            hex.show(payload.bytes(), framing == null ? 0 : framing.end(), tints());
            hex.mask(Masked.ranges(payload.decoded()));
        }
        choose(model.selectionProperty().get());
    }

    /// What findings are about, but not whole records around a missing field.
    private List<HexView.Tint> tints() {
        var tints = new ArrayList<HexView.Tint>();
        for (var finding : model.findings()) {
            var mark = finding.kind().mark();
            boolean missing = finding.rule().endsWith(".required");
            boolean whole = finding.path().isEmpty() && mark != Mark.UNDECODABLE;
            if (mark != Mark.VALID && !missing && !whole && tints.size() < MOST_TINTS) {
                tints.add(new HexView.Tint(finding.range(), mark));
            }
        }
        return tints;
    }

    private void choose(@Nullable Selection chosen) {
        var payload = model.payloadProperty().get();
        if (payload == null) {
            note.setText("");
            hex.select(null);
        } else if (chosen == null) {
            note.setText(Texts.count(payload.bytes().length, "byte", "bytes"));
            hex.select(null);
        } else {
            note.setText(told(payload, chosen));
            hex.select(chosen.range());
        }
    }

    private static String told(Payload payload, Selection chosen) {
        var range = chosen.range();
        var bytes = HowRead.bytes(range.start(), range.end());
        var entry = chosen.entry();
        if (entry == null) {
            return isFraming(payload, range) ? "framing · " + bytes : bytes;
        }
        var out = new StringBuilder();
        if (!entry.path().isEmpty()) {
            out.append(entry.path()).append(" · ");
        }
        if (entry.isAbsent()) {
            return out.append("not in the payload").toString();
        }
        out.append(bytes);
        var field = entry.node().field();
        if (field.number() > 0) {
            out.append(" · field ").append(field.number());
        }
        if (!field.type().isEmpty()) {
            out.append(field.number() > 0 ? ", " : " · ").append(field.type());
        }
        return out.toString();
    }

    private static boolean isFraming(Payload payload, ByteRange range) {
        return range.equals(payload.framingRange());
    }
}
