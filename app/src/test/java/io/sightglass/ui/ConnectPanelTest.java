package io.sightglass.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.model.Auth;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Environment;
import io.sightglass.model.Tls;
import io.sightglass.model.Use;
import io.sightglass.ui.fx.FxTest;
import io.sightglass.ui.shell.Command;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Test;

import java.util.List;

/// The connection panel in the whole window.
class ConnectPanelTest extends WindowFixture {
    private void form() {
        FxTest.on(() -> shell.connect().cancel());
        FxTest.await("the form", () -> find("#page", Node.class).isVisible());
    }

    @Test
    void whatIsMissingIsSaidAsOneTypes() {
        form();
        assertEquals("Give the connection a name.", text("#missing"));
        assertTrue(FxTest.get(() -> find("#connect-button", Button.class).isDisabled()));
        FxTest.on(() -> find("#name", TextField.class).setText("Kitchen"));
        assertEquals("Give a broker's address.", text("#missing"));
        FxTest.on(() -> find("#bootstrap", TextField.class).setText("kafka-1:9092"));
        assertEquals("", text("#missing"));
        assertFalse(FxTest.get(() -> find("#connect-button", Button.class).isDisabled()));
    }

    @Test
    @SuppressWarnings("unchecked")
    void aSectionOpensForWhatIsWrongInIt() {
        form();
        FxTest.on(() ->
                shell.connect()
                        .fill(
                                profile("Kitchen", "kafka-1:9092")
                                        .withAuth(new Auth.MskIam(null, null, null))));
        var security = find("#security", TitledPane.class);
        assertFalse(FxTest.get(security::isExpanded));
        assertEquals(
                "Encryption and login: not encrypted · AWS IAM",
                FxTest.get(security::getAccessibleText));
        FxTest.on(() -> {
            var login = (ComboBox<Object>) find("#login", ComboBox.class);
            login.setValue(login.getItems().get(2));
        });
        assertTrue(FxTest.get(security::isExpanded));
        assertEquals("Give the user name.", text("#missing"));
    }

    @Test
    void aRegistryWithoutEncryptionHasNoCertificates() {
        form();
        FxTest.on(() -> {
            shell.connect().fill(profile("Kitchen", "kafka-1:9092"));
            find("#registry", TextField.class).setText("http://registry:8081");
            find("#registry-tls-any-host", CheckBox.class).setSelected(true);
        });
        assertEquals("", text("#missing"));
        FxTest.on(() -> shell.connect().form().registryProperty().set("https://registry:8081"));
        assertEquals(
                "Login at the registry: no login · host names not verified",
                FxTest.get(() -> find("#registry-access", TitledPane.class).getAccessibleText()));
    }

    @Test
    void whoGoesThroughTheFormByKeySeesWhereTheyAre() {
        form();
        FxTest.on(() -> {
            for (var id : List.of("#security", "#registry-access", "#more")) {
                find(id, TitledPane.class).setExpanded(true);
            }
            shell.connect().form().encryptedProperty().set(true);
        });
        FxTest.settle();
        var settings = find("#settings", TextArea.class);
        var scroll = find("#page-scroll", ScrollPane.class);
        assertFalse(FxTest.get(() -> isSeen(settings, scroll)), "there is nothing to scroll");
        FxTest.on(settings::requestFocus);
        FxTest.await("the settings in sight", () -> isSeen(settings, scroll));
        FxTest.on(find("#name", TextField.class)::requestFocus);
        FxTest.await("the name in sight", () -> isSeen(find("#name", TextField.class), scroll));
    }

    private static boolean isSeen(Node node, ScrollPane scroll) {
        var place = node.localToScene(node.getBoundsInLocal());
        var window = scroll.localToScene(scroll.getBoundsInLocal());
        return place.getMinY() >= window.getMinY() && place.getMaxY() <= window.getMaxY();
    }

    @Test
    void escapeLeadsBackToWhatIsOpen() {
        open("Kitchen");
        FxTest.on(() -> shell.perform(Command.CONNECTIONS));
        FxTest.await("the form", () -> find("#page", Node.class).isVisible());
        FxTest.on(find("#name", TextField.class)::requestFocus);
        FxTest.await("the name has the keyboard", () -> find("#name", Node.class).isFocused());
        FxTest.press(KeyCode.ESCAPE);
        FxTest.await("the records", () -> !shell.connectingProperty().get());
    }

    private void open(String name) {
        form();
        FxTest.on(() -> {
            shell.connect().fill(profile(name, MemoryPlayground.ADDRESS));
            shell.connect().connect();
        });
        FxTest.await("the panel goes", () -> !shell.connectingProperty().get());
    }

    @Test
    void theBarSaysWhatOneShouldKnowOfAConnection() {
        open("Bar");
        assertFalse(FxTest.get(() -> find("#host-names", Node.class).isVisible()));
        assertEquals("Read-only", text("#use"));
        var loose = new Tls.On(new Tls.Trust.System(), new Tls.Identity.None(), false);
        FxTest.on(() -> {
            shell.connect()
                    .fill(
                            profile("Kitchen", MemoryPlayground.ADDRESS)
                                    .withTls(loose)
                                    .withUse(new Use(true, 5L << 20)));
            shell.connect().connect();
        });
        FxTest.await("the warning", () -> find("#host-names", Node.class).isVisible());
        assertEquals("Host names not verified", text("#host-names"));
        assertEquals("≤ 5.0 MiB/s", text("#rate-limit"));
        assertEquals("Writing allowed", text("#use"));
    }

    private static ClusterProfile profile(String name, String bootstrap) {
        return new ClusterProfile(
                name, bootstrap, null, List.of(), Environment.DEV, new Auth.None());
    }
}
