package io.sightglass.ui.shell;

import io.sightglass.port.Health;

import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.util.Subscription;

import java.util.HashMap;
import java.util.Map;

/// Whether each of several open clusters answers; a click brings one to the front. With one cluster
/// there is nothing here: the status bar says it in words.
final class ClusterStates extends HBox {
    private static final PseudoClass FRONT = PseudoClass.getPseudoClass("front");

    private final ShellModel shell;
    private final Map<OpenCluster, Button> buttons = new HashMap<>();
    private Subscription heard = Subscription.EMPTY;

    ClusterStates(ShellModel shell) {
        super(2);
        this.shell = shell;
        setId("cluster-states");
        managedProperty().bind(visibleProperty());
        shell.clusters().all().addListener((ListChangeListener<OpenCluster>) _ -> fill());
        shell.clusters().frontProperty().subscribe(_ -> describe());
        fill();
    }

    private void fill() {
        heard.unsubscribe();
        heard = Subscription.EMPTY;
        buttons.clear();
        for (var cluster : shell.clusters().all()) {
            buttons.put(cluster, button(cluster));
            heard = heard.and(cluster.healthProperty().subscribe((_, _) -> describe()));
        }
        getChildren().setAll(shell.clusters().all().stream().map(buttons::get).toList());
        setVisible(shell.clusters().areMany());
        describe();
    }

    private Button button(OpenCluster cluster) {
        var dot = new Region();
        dot.getStyleClass().add("dot");
        var button = new Button(cluster.name(), dot);
        button.getStyleClass().addAll("flat", "cluster-state");
        button.setMnemonicParsing(false);
        button.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        button.setMinWidth(40);
        button.setTooltip(new Tooltip());
        button.setOnAction(_ -> shell.show(cluster));
        return button;
    }

    private void describe() {
        buttons.forEach((cluster, button) -> {
            var health = cluster.healthProperty().get();
            var words =
                    switch (health) {
                        case Health.Up _ -> "Connected";
                        case Health.Down(var sentence, _) -> sentence.plain();
                    };
            boolean up = health instanceof Health.Up;
            var dot = button.getGraphic().getStyleClass();
            dot.removeIf(style -> style.startsWith("mark-"));
            dot.add(up ? "mark-valid" : "mark-violation");
            button.getStyleClass().remove("danger");
            if (!up) {
                button.getStyleClass().add("danger");
            }
            button.setText(up ? cluster.name() : cluster.name() + ": away");
            button.pseudoClassStateChanged(
                    FRONT, shell.clusters().frontProperty().get() == cluster);
            var all = cluster.name() + ", " + cluster.environment() + ": " + words;
            button.setAccessibleText(all);
            button.getTooltip()
                    .setText(
                            all
                                    + "\nA click brings it to the front  "
                                    + Command.NEXT_CLUSTER.keys());
        });
    }
}
