package io.sightglass.ui.shell;

import io.sightglass.model.Mark;
import io.sightglass.port.GroupInfo;
import io.sightglass.ui.control.Figures;
import io.sightglass.ui.topic.GroupWords;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

import java.util.Map;

/// One line of the side bar: a mark, a name, a badge, and a figure at the right end.
final class SideCell extends ListCell<SideItem> {
    private static final int MOST_TOPICS = 8;
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

    private final ShellModel shell;
    private final Region dot = new Region();
    private final FontIcon icon = new FontIcon();
    private final Label name = new Label();
    private final Label badge = new Label();
    private final Label note = new Label();
    private final Button about = new Button();
    private final HBox row;
    private final Label title = new Label();
    private final Tooltip hint = new Tooltip();

    SideCell(ShellModel shell) {
        this.shell = shell;
        getStyleClass().add("side-cell");
        dot.getStyleClass().add("dot");
        name.getStyleClass().add("side-row-name");
        name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        name.setMinWidth(30);
        badge.getStyleClass().add("badge");
        badge.setMinWidth(Region.USE_PREF_SIZE);
        note.getStyleClass().add("side-row-note");
        note.setMinWidth(Region.USE_PREF_SIZE);
        title.getStyleClass().add("side-title");
        icon.getStyleClass().add("muted");
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        about.setGraphic(new FontIcon(Feather.INFO));
        about.getStyleClass().addAll("flat", "side-about");
        about.setFocusTraversable(false);
        about.setMinWidth(Region.USE_PREF_SIZE);
        about.setTooltip(new Tooltip("What this topic is  " + Command.ABOUT_TOPIC.keys()));
        about.setOnAction(_ -> about());
        row = new HBox(dot, icon, name, badge, space, note, about);
        row.getStyleClass().add("side-row");
        // The list gives its cells no bounds of their own: a name that is too long is cut.
        setPrefWidth(0);
        setOnMouseClicked(event -> {
            if (getItem() != null && event.getButton() == MouseButton.PRIMARY) {
                shell.sideBar().choose(getItem());
            }
        });
        hoverProperty().subscribe(_ -> showAbout());
        shell.sideBar().revisionProperty().subscribe(_ -> show());
        shell.selectedProperty().subscribe(_ -> show());
    }

    private void about() {
        if (getItem() instanceof SideItem.Topic(var topic)) {
            shell.openAbout(topic);
        }
    }

    /// On the line that the pointer is on, in place of the figure.
    private void showAbout() {
        boolean shown = isHover() && getItem() instanceof SideItem.Topic;
        show(about, shown);
        show(note, !shown);
    }

    private ContextMenu menu(String topic) {
        var records = new MenuItem("Watch its records");
        records.setOnAction(_ -> shell.openTopic(topic));
        var what = new MenuItem("What this topic is");
        what.setOnAction(_ -> shell.openAbout(topic));
        return new ContextMenu(records, what);
    }

    @Override
    protected void updateItem(@Nullable SideItem item, boolean empty) {
        super.updateItem(item, empty);
        setContextMenu(item instanceof SideItem.Topic(var topic) && !empty ? menu(topic) : null);
        show();
    }

    private void show() {
        var item = getItem();
        setText(null);
        setTooltip(null);
        if (item == null || isEmpty()) {
            setGraphic(null);
            setAccessibleText("");
            return;
        }
        row.pseudoClassStateChanged(SELECTED, isCurrent(item));
        switch (item) {
            case SideItem.Title(var text, var count) -> {
                title.setText(count < 0 ? text : text + " · " + Figures.count(count));
                setGraphic(title);
                setAccessibleText(title.getText());
            }
            case SideItem.Remark(var text) -> line(null, null, text, "", "", "");
            case SideItem.Topic(var topic) -> topic(topic);
            case SideItem.Subject(var subject) ->
                    line(
                            shell.sideBar().subjectMark(subject).orElse(null),
                            null,
                            subject,
                            "",
                            shell.sideBar()
                                    .subject(subject)
                                    .filter(found -> found.latest() >= 0)
                                    .map(found -> "v" + found.latest())
                                    .orElse(""),
                            "");
            case SideItem.Folder(var path) -> {
                var folder = shell.sideBar().folder(path).orElse(null);
                var file = path.getFileName();
                long problems = folder == null ? 0 : folder.problems();
                int files = folder == null ? 0 : folder.files().size();
                line(
                        null,
                        shell.sideBar().isOpen(path) ? Feather.CHEVRON_DOWN : Feather.CHEVRON_RIGHT,
                        (file == null ? path : file) + "/",
                        "",
                        problems == 0
                                ? files + (files == 1 ? " file" : " files")
                                : files + " files · " + problems + " ▲",
                        path.toString());
            }
            case SideItem.SchemaFile(var folder, var path) -> {
                var file = shell.sideBar().file(folder, path).orElse(null);
                var problem = file == null ? null : file.problem();
                line(
                        problem == null ? null : Mark.VIOLATION,
                        null,
                        path,
                        "",
                        file == null ? "" : file.format().badge(),
                        problem == null ? path : problem.sentence().plain());
            }
            case SideItem.Group(var id) -> group(id);
            case SideItem.Search(var text) ->
                    line(null, Feather.SEARCH, "Fields and words: " + text, "", "", "");
        }
        showAbout();
    }

    private void topic(String topic) {
        var found = shell.sideBar().topic(topic).orElse(null);
        if (found == null) {
            line(null, null, topic, "", "", "");
            return;
        }
        var format = found.format();
        var badgeText = format != null ? format.badge() : found.mark() != null ? "?" : "";
        var words =
                (found.records() < 0 ? "" : Figures.count(found.records()) + " records in ")
                        + found.partitions().size()
                        + (found.partitions().size() == 1 ? " partition" : " partitions")
                        + (found.valid() < 0
                                ? ""
                                : "; " + Figures.percent(found.valid()) + " of the last are valid");
        line(found.mark(), null, topic, badgeText, Figures.rate(found.rate()), words);
    }

    private void group(String id) {
        var found = shell.sideBar().group(id).orElse(null);
        long lag = found == null ? -1 : found.lag();
        line(
                lag < 0 ? null : lag > 1000 ? Mark.UNKNOWN : Mark.VALID,
                null,
                id,
                "",
                lag < 0 ? "" : "lag " + Figures.brief((double) lag),
                found == null ? "" : words(found));
    }

    /// What a group is doing, and in which topics.
    private static String words(GroupInfo group) {
        var text = new StringBuilder(GroupWords.state(group.state()));
        group.topics().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .limit(MOST_TOPICS)
                .forEach(entry ->
                        text.append("\n")
                                .append(entry.getKey())
                                .append(": ")
                                .append(GroupWords.lag(entry.getValue())));
        if (group.topics().size() > MOST_TOPICS) {
            text.append("\nand ")
                    .append(group.topics().size() - MOST_TOPICS)
                    .append(" more topics");
        }
        return text.toString();
    }

    private void line(
            @Nullable Mark mark,
            @Nullable Feather sign,
            String text,
            String badgeText,
            String noteText,
            String words) {
        dot.getStyleClass().removeIf(style -> style.startsWith("mark-"));
        if (mark != null) {
            dot.getStyleClass().add("mark-" + mark.label());
        }
        if (sign != null) {
            icon.setIconCode(sign);
        }
        show(icon, sign != null);
        show(dot, sign == null && !(getItem() instanceof SideItem.Remark));
        name.setText(text);
        name.getStyleClass().remove("muted");
        if (getItem() instanceof SideItem.Remark) {
            name.getStyleClass().add("muted");
        }
        badge.setText(badgeText);
        show(badge, !badgeText.isEmpty());
        note.setText(noteText);
        setGraphic(row);
        if (!words.isEmpty()) {
            hint.setText(text + "\n" + words);
            setTooltip(hint);
        }
        setAccessibleText(
                (text + " " + badgeText + " " + noteText + (mark == null ? "" : " " + mark.label()))
                        .strip());
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    private boolean isCurrent(SideItem item) {
        var tab = shell.selectedProperty().get();
        return switch (item) {
            case SideItem.Topic(var topic) ->
                    tab instanceof ShellTab.Topic(var tail) && tail.topic().equals(topic)
                            || tab instanceof ShellTab.About(var model)
                                    && model.topic().equals(topic);
            case SideItem.Subject(var subject) ->
                    tab instanceof ShellTab.Schema(var schema) && schema.name().equals(subject);
            case SideItem.SchemaFile(_, var path) ->
                    tab instanceof ShellTab.Schema(var schema) && schema.name().equals(path);
            case SideItem.Group(var id) ->
                    tab instanceof ShellTab.Group(var group) && group.id().equals(id);
            case SideItem.Title _, SideItem.Remark _, SideItem.Search _, SideItem.Folder _ -> false;
        };
    }
}
