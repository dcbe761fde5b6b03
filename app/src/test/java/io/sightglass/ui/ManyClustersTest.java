package io.sightglass.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.connect.Profiles;
import io.sightglass.model.Auth;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Environment;
import io.sightglass.model.Sentence;
import io.sightglass.port.Health;
import io.sightglass.ui.connect.Settings;
import io.sightglass.ui.connect.SettingsFile;
import io.sightglass.ui.fx.FxTest;
import io.sightglass.ui.shell.Command;
import io.sightglass.ui.shell.OpenCluster;
import io.sightglass.ui.shell.ShellModel;
import io.sightglass.ui.shell.ShellTab;
import io.sightglass.ui.shell.SideItem;
import io.sightglass.ui.shell.SideLine;
import io.sightglass.ui.tail.TailModel;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/// A window with several clusters open at once.
@ExtendWith(FxTest.class)
@Timeout(120)
class ManyClustersTest {
    private static final String KITCHEN = "Kitchen";
    private static final String PLAYGROUND = ClusterProfile.PLAYGROUND;

    @TempDir Path folder;

    private final ManyOutsides outside = new ManyOutsides(new CountDownLatch(0));
    private Window window;
    private ShellModel shell;

    @BeforeEach
    void topics() {
        outside.other.addTopic("orders", values("other", 40));
        outside.other.addTopic("fridges", values("fridge", 5));
    }

    @AfterEach
    void close() throws Exception {
        window.close();
        window.awaitClosed();
        outside.awaitAllClosed();
    }

    private static List<byte[]> values(String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        "{\"id\":\"%s-%d\"}".formatted(name, i).getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static ClusterProfile profile(String name, String address) {
        return new ClusterProfile(
                name, address, null, List.of(), Environment.PROD, new Auth.None());
    }

    private void openWindow() {
        window = Window.open(outside, folder);
        shell = window.shell();
    }

    /// The playground, and the kitchen's cluster after it, which is in front.
    private void openBoth() throws Exception {
        Profiles.read(folder).keep(profile(KITCHEN, ManyOutsides.OTHER));
        openWindow();
        FxTest.await("the playground", () -> isOpen(PLAYGROUND, 9));
        FxTest.on(() -> shell.open(kept(KITCHEN)));
        FxTest.await("the kitchen", () -> isOpen(KITCHEN, 2));
        FxTest.await("the kitchen in front", () -> front().equals(KITCHEN));
    }

    private ClusterProfile kept(String name) {
        return shell.connect().kept().stream()
                .filter(profile -> profile.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private boolean isOpen(String name, int topics) {
        return shell.clusters()
                .named(name)
                .filter(open -> open.surroundingsProperty().get().topics().size() == topics)
                .isPresent();
    }

    private OpenCluster cluster(String name) {
        return FxTest.get(() -> shell.clusters().named(name).orElseThrow());
    }

    private String front() {
        var front = shell.clusters().frontProperty().get();
        return front == null ? "" : front.name();
    }

    private List<String> tabs() {
        return FxTest.get(() ->
                shell.tabs().stream()
                        .map(tab -> shell.owner(tab).orElseThrow().name() + "/" + tab.title())
                        .toList());
    }

    private Node node(String selector) {
        return Objects.requireNonNull(
                FxTest.get(() -> window.stage().getScene().getRoot().lookup(selector)), selector);
    }

    private List<String> texts(String selector) {
        return FxTest.get(() ->
                window.stage().getScene().getRoot().lookupAll(selector).stream()
                        .filter(Node::isVisible)
                        .map(Labeled.class::cast)
                        .map(Labeled::getText)
                        .toList());
    }

    private static List<String> sequences(TailModel tail) {
        return tail.tail().stream()
                .flatMap(open ->
                        open.record(open.next() - 1).stream()
                                .map(record ->
                                        new String(
                                                Objects.requireNonNull(record.value()),
                                                StandardCharsets.UTF_8)))
                .toList();
    }

    @Test
    void aSecondClusterLeavesTheFirstOpenAndEachTabIsOfItsOwn() throws Exception {
        openBoth();
        FxTest.on(() -> shell.openTopic("orders"));
        assertEquals(List.of("Playground/orders", "Kitchen/orders"), tabs());
        var kitchen = FxTest.get(() -> shell.tail().orElseThrow());
        FxTest.await(
                "its records", () -> sequences(kitchen).equals(List.of("{\"id\":\"other-39\"}")));
        FxTest.await("the address", () -> text("#address").startsWith(ManyOutsides.OTHER));
        assertEquals("Kitchen — Sightglass", FxTest.get(() -> window.stage().getTitle()));
        assertEquals(List.of(PLAYGROUND, KITCHEN), texts(".tab-cluster .env-badge"));

        // Behind the tabs of its cluster, not behind all.
        FxTest.on(() -> cluster(PLAYGROUND).sideBar().choose(new SideItem.Topic("customers")));
        assertEquals(
                List.of("Playground/orders", "Playground/customers", "Kitchen/orders"), tabs());
        assertEquals(PLAYGROUND, FxTest.get(this::front));
        FxTest.await("the address", () -> text("#address").startsWith("memory:9092"));
        FxTest.await("the playground goes on", () -> isReading(PLAYGROUND, "customers"));
    }

    private boolean isReading(String cluster, String topic) {
        return shell.tail()
                .filter(tail -> tail.topic().equals(topic))
                .filter(tail -> tail.connection().profile().name().equals(cluster))
                .flatMap(TailModel::tail)
                .filter(tail -> tail.next() > 100)
                .isPresent();
    }

    private String text(String selector) {
        return ((Labeled) node(selector)).getText();
    }

    @Test
    void theSideBarShowsBothBelowTheirHeadings() throws Exception {
        openBoth();
        var lines = FxTest.get(() -> List.copyOf(shell.side().lines()));
        var playground = cluster(PLAYGROUND);
        var kitchen = cluster(KITCHEN);
        assertEquals(new SideLine.Heading(playground), lines.getFirst());
        int second = lines.indexOf(new SideLine.Heading(kitchen));
        assertTrue(second > 10, lines.toString());
        assertEquals(
                new SideLine.Of(kitchen, new SideItem.Topic("fridges")), lines.get(second + 2));

        FxTest.on(() -> shell.side().choose(new SideLine.Heading(playground)));
        assertEquals(1, FxTest.get(() -> shell.side().indexOf(new SideLine.Heading(kitchen))));
        FxTest.await("the badges", () -> headings().equals(List.of("DEMO", "PROD")));

        // One search box is for both, and looks below a folded heading too.
        FxTest.on(() -> ((TextField) node("#side-search")).setText("orders"));
        var found =
                FxTest.get(() ->
                        shell.side().lines().stream()
                                .filter(line -> line instanceof SideLine.Of(_, SideItem.Topic _))
                                .toList());
        assertTrue(
                found.contains(new SideLine.Of(playground, new SideItem.Topic("orders"))),
                found.toString());
        assertTrue(
                found.contains(new SideLine.Of(kitchen, new SideItem.Topic("orders"))),
                found.toString());
        FxTest.on(() -> ((TextField) node("#side-search")).clear());
        assertEquals(1, FxTest.get(() -> shell.side().indexOf(new SideLine.Heading(kitchen))));
    }

    private List<String> headings() {
        return ((ListView<?>) node("#side-list"))
                .lookupAll(".side-cell").stream()
                        .map(ListCell.class::cast)
                        .filter(cell -> cell.getItem() instanceof SideLine.Heading)
                        .sorted((a, b) -> a.getIndex() - b.getIndex())
                        .map(cell -> ((Labeled) cell.lookup(".env-badge")).getText())
                        .toList();
    }

    @Test
    void keysGoToTheNextClusterAndDisconnectTheOneInFront() throws Exception {
        openBoth();
        FxTest.on(() -> shell.openTopic("fridges"));
        FxTest.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.O);
        assertEquals(PLAYGROUND, FxTest.get(this::front));
        assertEquals("orders", FxTest.get(() -> shell.tail().orElseThrow().topic()));
        FxTest.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.O);
        assertEquals("fridges", FxTest.get(() -> shell.tail().orElseThrow().topic()));
        // Behind the panel nothing is closed unseen.
        FxTest.press(KeyCode.CONTROL, KeyCode.O);
        FxTest.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.W);
        assertEquals(List.of("Playground/orders", "Kitchen/fridges"), tabs());
        FxTest.press(KeyCode.CONTROL, KeyCode.O);
        FxTest.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.W);
        assertEquals(List.of("Playground/orders"), tabs());
        assertEquals(PLAYGROUND, FxTest.get(this::front));
        outside.other.awaitAllClosed();
        FxTest.await("the playground goes on", () -> isReading(PLAYGROUND, "orders"));
        FxTest.await("no tags", () -> texts(".tab-cluster .env-badge").isEmpty());
        FxTest.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.W);
        assertTrue(FxTest.get(() -> shell.tabs().isEmpty()));
        assertTrue(FxTest.get(() -> shell.connectingProperty().get()), "the panel");
        FxTest.await("nothing", () -> text("#state").equals("Not connected"));
        outside.awaitAllClosed();
    }

    @Test
    void theMenuBringsOneToTheFrontAndDisconnects() throws Exception {
        openBoth();
        choose(PLAYGROUND);
        assertEquals(PLAYGROUND, FxTest.get(this::front));
        choose("Disconnect " + PLAYGROUND);
        assertEquals(KITCHEN, FxTest.get(this::front));
        assertTrue(FxTest.get(() -> shell.tabs().isEmpty()));
        outside.first.awaitAllClosed();
        assertFalse(FxTest.get(() -> shell.connectingProperty().get()));
        choose("Open the playground");
        FxTest.await("the playground", () -> front().equals(PLAYGROUND));
    }

    private void choose(String words) {
        FxTest.on(() -> {
            var menu = (MenuButton) node("#connection-menu");
            menu.show();
            menu.getItems().stream()
                    .filter(item -> words.equals(item.getText()))
                    .findFirst()
                    .orElseThrow()
                    .fire();
            menu.hide();
        });
        FxTest.settle();
    }

    @Test
    void aClusterThatGoesAwayDoesNotTouchTheOther() throws Exception {
        openBoth();
        FxTest.on(() -> shell.openTopic("fridges"));
        FxTest.on(() -> shell.show(cluster(PLAYGROUND)));
        var gone = new Health.Down(Sentence.of("No broker answers in the kitchen."), Instant.now());
        outside.other.setHealth(gone);
        FxTest.await("the bar", () -> states().equals(List.of("Playground", "Kitchen: away")));
        assertEquals("Connected", FxTest.get(() -> text("#state")));
        long before = FxTest.get(() -> read(PLAYGROUND));
        FxTest.await("the playground goes on", () -> read(PLAYGROUND) > before);

        FxTest.on(() -> state(1).fire());
        assertEquals(KITCHEN, FxTest.get(this::front));
        FxTest.await("in words", () -> text("#state").equals("No broker answers in the kitchen."));
        outside.other.setHealth(new Health.Up(1));
        FxTest.await("back", () -> states().equals(List.of("Playground", "Kitchen")));
    }

    private long read(String cluster) {
        return shell.tabs().stream()
                .filter(tab -> shell.owner(tab).orElseThrow().name().equals(cluster))
                .map(tab -> tab instanceof ShellTab.Topic(var tail) ? tail : null)
                .filter(Objects::nonNull)
                .flatMap(tail -> tail.tail().stream())
                .mapToLong(tail -> tail.next())
                .max()
                .orElse(0);
    }

    private Button state(int index) {
        return (Button)
                ((javafx.scene.Parent) node("#cluster-states"))
                        .getChildrenUnmodifiable()
                        .get(index);
    }

    private List<String> states() {
        return ((javafx.scene.Parent) node("#cluster-states"))
                .getChildrenUnmodifiable().stream()
                        .map(ButtonBase.class::cast)
                        .map(Labeled::getText)
                        .toList();
    }

    @Test
    void thePaletteGoesToEither() throws Exception {
        openBoth();
        FxTest.press(KeyCode.CONTROL, KeyCode.K);
        FxTest.on(() -> ((TextField) node("#palette-field")).setText("orders playground"));
        var first = FxTest.get(() -> shell.palette().results().getFirst());
        assertEquals(
                "Topic orders Playground",
                first.kind() + " " + first.title() + " " + first.place());
        FxTest.press(KeyCode.ENTER);
        assertEquals(PLAYGROUND, FxTest.get(this::front));
        FxTest.press(KeyCode.CONTROL, KeyCode.K);
        FxTest.on(() -> ((TextField) node("#palette-field")).setText("fridges"));
        FxTest.press(KeyCode.ENTER);
        FxTest.await("the kitchen's tab", () -> front().equals(KITCHEN));
        assertEquals(List.of("Playground/orders", "Kitchen/fridges"), tabs());
    }

    @Test
    void closingAClustersLastTabStaysWithTheCluster() throws Exception {
        openBoth();
        FxTest.on(() -> shell.openTopic("fridges"));
        FxTest.press(KeyCode.CONTROL, KeyCode.W);
        assertEquals(KITCHEN, FxTest.get(this::front));
        FxTest.await("words", () -> texts(".heading").contains("Nothing of Kitchen is open"));
        FxTest.press(KeyCode.CONTROL, KeyCode.TAB);
        assertEquals(PLAYGROUND, FxTest.get(this::front));
    }

    @Test
    void whatIsShownUnmaskedIsSoInOneClusterOnly() throws Exception {
        openBoth();
        FxTest.on(() -> shell.perform(Command.REVEAL));
        FxTest.on(() -> shell.masks().agree());
        assertTrue(FxTest.get(() -> shell.masks().revealedProperty().get()));
        FxTest.on(() -> shell.show(cluster(PLAYGROUND)));
        assertFalse(FxTest.get(() -> shell.masks().revealedProperty().get()));
        assertFalse(cluster(PLAYGROUND).connection().masking().isRevealed());
        // A question that is open is of the cluster that it was asked of.
        FxTest.on(() -> shell.perform(Command.REVEAL));
        assertNotNull(FxTest.get(() -> shell.masks().questionProperty().get()));
        FxTest.on(() -> shell.show(cluster(KITCHEN)));
        FxTest.on(() -> shell.masks().agree());
        assertFalse(cluster(PLAYGROUND).connection().masking().isRevealed());
    }

    @Test
    void whatWasOpenComesBackAndOneThatHangsHoldsUpNoOther() throws Exception {
        var profiles = Profiles.read(folder);
        profiles.keep(profile("Slow", ManyOutsides.HANGS));
        profiles.keep(profile(KITCHEN, ManyOutsides.OTHER));
        profiles.keep(profile("Gone", "nowhere:9092"));
        SettingsFile.read(folder)
                .write(Settings.DEFAULT.withOpen(List.of("Slow", "Gone", KITCHEN, PLAYGROUND)));
        openWindow();
        FxTest.await("two are open", () -> isOpen(KITCHEN, 2) && isOpen(PLAYGROUND, 9));
        assertFalse(FxTest.get(() -> shell.connectingProperty().get()), "the panel is away");
        FxTest.await("one is refused", () -> awaited().contains("Gone: refused"));
        assertTrue(FxTest.get(this::awaited).contains("Slow: waiting"));
        outside.go.countDown();
        FxTest.await("both are", () -> awaited().equals(List.of("Slow: refused", "Gone: refused")));

        // Trying again is one click, and the refusal then stands in the panel.
        FxTest.on(() -> shell.side().choose(shell.side().lines().getLast()));
        FxTest.await("the panel", () -> shell.connectingProperty().get());
        FxTest.await("the sentence", () -> node("#failure").isVisible());
        FxTest.on(() -> shell.leaveClosed("Slow"));
        assertEquals(List.of(), FxTest.get(this::awaited));
        var open = FxTest.get(() -> shell.settingsProperty().get().open());
        assertEquals(2, open.size(), open.toString());
    }

    private List<String> awaited() {
        return shell.side().lines().stream()
                .map(line -> line instanceof SideLine.Awaited(var attempt) ? attempt : null)
                .filter(Objects::nonNull)
                .map(attempt ->
                        attempt.name() + (attempt.refused() == null ? ": waiting" : ": refused"))
                .toList();
    }

    @Test
    void cancellingTheStartGivesUpAll() throws Exception {
        var profiles = Profiles.read(folder);
        profiles.keep(profile("Slow", ManyOutsides.HANGS));
        profiles.keep(profile("Slower", ManyOutsides.HANGS));
        SettingsFile.read(folder).write(Settings.DEFAULT.withOpen(List.of("Slow", "Slower")));
        openWindow();
        FxTest.await("the words", () -> text("#step").equals("Opening Slow and Slower…"));
        FxTest.on(() -> ((Button) node("#cancel")).fire());
        FxTest.await("the form", () -> node("#page").isVisible());
        assertEquals(List.of(), FxTest.get(this::awaited));
    }

    @Test
    void nothingIsLeftOnceAllAreClosed() throws Exception {
        openBoth();
        FxTest.on(() -> {
            shell.openTopic("orders");
            shell.openAbout("fridges");
            shell.openSearch("x");
            cluster(PLAYGROUND).sideBar().choose(new SideItem.Topic("payments"));
        });
        FxTest.await("records", () -> read(PLAYGROUND) > 0 && read(KITCHEN) > 0);
        FxTest.on(() -> {
            shell.disconnect(shell.clusters().named(KITCHEN).orElseThrow());
            shell.disconnect(shell.clusters().named(PLAYGROUND).orElseThrow());
        });
        outside.awaitAllClosed();
        FxTest.await("no thread reads any more", () -> reading().isEmpty());
    }

    private static List<String> reading() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("sightglass-"))
                .toList();
    }
}
