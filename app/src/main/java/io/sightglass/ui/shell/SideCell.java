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
final class SideCell extends ListCell<SideLine> {
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
    private final HeadingRow heading;
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
        heading = new HeadingRow(shell);
        // The list gives its cells no bounds of their own: a name that is too long is cut.
        setPrefWidth(0);
        setOnMouseClicked(event -> {
            if (getItem() != null && event.getButton() == MouseButton.PRIMARY) {
                shell.side().choose(getItem());
            }
        });
        hoverProperty().subscribe(_ -> showAbout());
        shell.side().revisionProperty().subscribe(_ -> show());
        shell.selectedProperty().subscribe(_ -> show());
    }

    private void about() {
        if (getItem() instanceof SideLine.Of(var cluster, SideItem.Topic(var topic))) {
            cluster.opener().openAbout(topic);
        }
    }

    /// On the line that the pointer is on, in place of the figure.
    private void showAbout() {
        boolean shown = isHover() && getItem() instanceof SideLine.Of(_, SideItem.Topic _);
        show(about, shown);
        show(note, !shown);
    }

    private static ContextMenu menu(Tabs tabs, String topic) {
        var records = new MenuItem("Watch its records");
        records.setOnAction(_ -> tabs.openTopic(topic));
        var what = new MenuItem("What this topic is");
        what.setOnAction(_ -> tabs.openAbout(topic));
        return new ContextMenu(records, what);
    }

    @Override
    protected void updateItem(@Nullable SideLine item, boolean empty) {
        super.updateItem(item, empty);
        setContextMenu(
                switch (empty ? null : item) {
                    case SideLine.Of(var cluster, SideItem.Topic(var topic)) ->
                            menu(cluster.opener(), topic);
                    case SideLine.Heading(var cluster) -> heading.menu(cluster);
                    case null, default -> null;
                });
        show();
    }

    private void show() {
        var line = getItem();
        setText(null);
        setTooltip(null);
        if (line == null || isEmpty()) {
            setGraphic(null);
            setAccessibleText("");
            return;
        }
        switch (line) {
            case SideLine.Of(var cluster, var item) -> {
                row.pseudoClassStateChanged(SELECTED, isCurrent(cluster, item));
                show(cluster.sideBar(), item);
            }
            case SideLine.Heading(var cluster) -> heading(heading.show(cluster));
            case SideLine.Awaited(var attempt) -> heading(heading.show(attempt));
            case SideLine.Words(var text) -> {
                row.pseudoClassStateChanged(SELECTED, false);
                line(null, null, text, "", "", "");
            }
        }
        showAbout();
    }

    private void heading(String words) {
        setGraphic(heading);
        setTooltip(heading.hint());
        setAccessibleText(words);
    }

    private void show(SideBarModel side, SideItem item) {
        switch (item) {
            case SideItem.Title(var text, var count) -> {
                title.setText(count < 0 ? text : text + " · " + Figures.count(count));
                setGraphic(title);
                setAccessibleText(title.getText());
            }
            case SideItem.Remark(var text) -> line(null, null, text, "", "", "");
            case SideItem.Topic(var topic) -> topic(side, topic);
            case SideItem.Subject(var subject) ->
                    line(
                            side.subjectMark(subject).orElse(null),
                            null,
                            subject,
                            "",
                            side.subject(subject)
                                    .filter(found -> found.latest() >= 0)
                                    .map(found -> "v" + found.latest())
                                    .orElse(""),
                            "");
            case SideItem.Folder(var path) -> {
                var folder = side.folder(path).orElse(null);
                var file = path.getFileName();
                long problems = folder == null ? 0 : folder.problems();
                int files = folder == null ? 0 : folder.files().size();
                line(
                        null,
                        side.isOpen(path) ? Feather.CHEVRON_DOWN : Feather.CHEVRON_RIGHT,
                        (file == null ? path : file) + "/",
                        "",
                        problems == 0
                                ? files + (files == 1 ? " file" : " files")
                                : files + " files · " + problems + " ▲",
                        path.toString());
            }
            case SideItem.SchemaFile(var folder, var path) -> {
                var file = side.file(folder, path).orElse(null);
                var problem = file == null ? null : file.problem();
                line(
                        problem == null ? null : Mark.VIOLATION,
                        null,
                        path,
                        "",
                        file == null ? "" : file.format().badge(),
                        problem == null ? path : problem.sentence().plain());
            }
            case SideItem.Group(var id) -> group(side, id);
            case SideItem.Search(var text) ->
                    line(null, Feather.SEARCH, "Fields and words: " + text, "", "", "");
        }
    }

    private void topic(SideBarModel side, String topic) {
        var found = side.topic(topic).orElse(null);
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

    private void group(SideBarModel side, String id) {
        var found = side.group(id).orElse(null);
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
        show(dot, sign == null && !isRemark());
        name.setText(text);
        name.getStyleClass().remove("muted");
        if (isRemark()) {
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

    private boolean isRemark() {
        return getItem() instanceof SideLine.Words
                || getItem() instanceof SideLine.Of(_, SideItem.Remark _);
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    private boolean isCurrent(OpenCluster cluster, SideItem item) {
        var tab = shell.selectedProperty().get();
        if (tab == null || shell.owner(tab).filter(owner -> owner == cluster).isEmpty()) {
            return false;
        }
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
