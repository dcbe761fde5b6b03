package io.sightglass.ui.topic;

import io.sightglass.model.Sentence;
import io.sightglass.port.Reported;
import io.sightglass.port.TopicReport;
import io.sightglass.port.TopicReport.Origin;
import io.sightglass.port.TopicReport.Setting;

import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The topic's settings in words: those that everybody asks for, those that somebody set, and all
/// of them when somebody wants to see them.
final class SettingsSection {
    private final Section section = new Section("How it is kept", "topic-settings");
    private @Nullable Reported<List<Setting>> shown;
    private boolean all;

    SettingsSection(TopicModel model) {
        model.reportProperty().subscribe(this::show);
    }

    Node node() {
        return section;
    }

    private void show(@Nullable TopicReport report) {
        if (report == null) {
            section.say(Sentence.of("Asking the cluster…"));
        } else if (!report.settings().equals(shown)) {
            shown = report.settings();
            fill(report.settings());
        }
    }

    private void fill(Reported<List<Setting>> reported) {
        switch (reported) {
            case Reported.Unknown<List<Setting>>(var why) -> section.say(why);
            case Reported.Known<List<Setting>>(var settings) -> {
                var nodes = new ArrayList<Node>();
                settings.stream()
                        .filter(setting -> all || isNews(setting))
                        .sorted(Comparator.comparingInt(SettingsSection::rank))
                        .forEach(setting -> nodes.add(row(setting)));
                var more =
                        new Hyperlink(
                                all
                                        ? "Only what matters most"
                                        : "All " + settings.size() + " settings");
                more.setId("all-settings");
                more.getStyleClass().add("topic-link");
                more.setOnAction(_ -> {
                    all = !all;
                    fill(reported);
                });
                nodes.add(more);
                section.show(nodes);
            }
        }
    }

    private static boolean isNews(Setting setting) {
        return SettingWords.FIRST.contains(setting.name()) || setting.origin() == Origin.TOPIC;
    }

    private static int rank(Setting setting) {
        int first = SettingWords.FIRST.indexOf(setting.name());
        if (first >= 0) {
            return first;
        }
        return SettingWords.FIRST.size() + (setting.origin() == Origin.TOPIC ? 0 : 1);
    }

    private static Node row(Setting setting) {
        var name = Section.words(setting.name() + " = " + value(setting), "mono", "small");
        var line = new FlowPane(8, 2, name);
        switch (setting.origin()) {
            case TOPIC -> line.getChildren().add(Section.badge("set for this topic", "set-here"));
            case CLUSTER -> line.getChildren().add(Section.badge("set for the cluster"));
            case DEFAULT -> {}
        }
        name.getStyleClass().add("muted");
        var box = new VBox(1);
        SettingWords.meaning(setting)
                .ifPresent(words -> box.getChildren().add(Section.words(words)));
        box.getChildren().add(line);
        return box;
    }

    private static String value(Setting setting) {
        var value = setting.value();
        return value == null ? "(hidden)" : value.isEmpty() ? "(none)" : value;
    }
}
