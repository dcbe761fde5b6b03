package io.sightglass.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.model.Format;
import io.sightglass.model.Mark;
import io.sightglass.port.GroupInfo;
import io.sightglass.schema.LocalSchemas.SchemaFile;
import io.sightglass.ui.shell.Surroundings.RegistryState;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class SideBarModelTest {
    private static final Path FOLDER = Path.of("schemas");

    private final List<SideItem> chosen = new ArrayList<>();
    private final SideBarModel model = new SideBarModel(chosen::add);

    private static Surroundings.Topic topic(String name, double rate) {
        return new Surroundings.Topic(
                name, List.of(0), 10, 100, rate, Format.AVRO, Mark.VIOLATION, 0.5);
    }

    private static Surroundings seen(double rate) {
        return new Surroundings(
                List.of(topic("orders", rate), topic("payments", 0)),
                List.of(new Surroundings.Subject("orders-value", 4)),
                List.of(
                        new Surroundings.Folder(
                                FOLDER,
                                List.of(
                                        new SchemaFile(
                                                FOLDER,
                                                "pos.avsc",
                                                Format.AVRO,
                                                List.of("Sale"),
                                                null)))),
                List.of(new GroupInfo("billing", "Stable", 7)),
                new RegistryState.Answers(),
                null);
    }

    @Test
    void everythingIsListedUnderItsTitle() {
        model.show(seen(1));
        assertEquals(
                List.of(
                        new SideItem.Title("TOPICS", 2),
                        new SideItem.Topic("orders"),
                        new SideItem.Topic("payments"),
                        new SideItem.Title("SUBJECTS", 1),
                        new SideItem.Subject("orders-value"),
                        new SideItem.Title("LOCAL SCHEMAS", -1),
                        new SideItem.Folder(FOLDER),
                        new SideItem.Title("CONSUMER GROUPS", 1),
                        new SideItem.Group("billing")),
                model.items());
        assertEquals(Mark.VIOLATION, model.subjectMark("orders-value").orElseThrow());
    }

    @Test
    void changedFiguresLeaveTheLinesAlone() {
        model.show(seen(1));
        var changes = new ArrayList<Object>();
        model.items().subscribe(() -> changes.add("lines"));
        long revision = model.revisionProperty().get();
        model.show(seen(2));
        assertTrue(changes.isEmpty());
        assertTrue(model.revisionProperty().get() > revision);
        assertEquals(2, model.topic("orders").orElseThrow().rate());
    }

    @Test
    void searchingLooksIntoClosedFolders() {
        model.show(seen(1));
        model.searchProperty().set("pos");
        assertEquals(
                List.of(
                        new SideItem.Title("LOCAL SCHEMAS", -1),
                        new SideItem.Folder(FOLDER),
                        new SideItem.SchemaFile(FOLDER, "pos.avsc"),
                        new SideItem.Title("IN THE SCHEMAS", -1),
                        new SideItem.Search("pos")),
                model.items());
        model.searchProperty().set("order");
        model.chooseFirst();
        assertEquals(List.of(new SideItem.Topic("orders")), chosen);
        model.searchProperty().set("zzz");
        assertEquals(
                List.of(
                        new SideItem.Remark("Nothing is called so"),
                        new SideItem.Title("IN THE SCHEMAS", -1),
                        new SideItem.Search("zzz")),
                model.items());
        model.chooseFirst();
        assertEquals(new SideItem.Search("zzz"), chosen.getLast());
    }

    @Test
    void aGroupCanBeChosen() {
        model.show(seen(1));
        model.searchProperty().set("bill");
        model.chooseFirst();
        assertEquals(List.of(new SideItem.Group("billing")), chosen);
    }

    @Test
    void aFolderOpensInPlace() {
        model.show(seen(1));
        model.choose(new SideItem.Folder(FOLDER));
        assertTrue(model.items().contains(new SideItem.SchemaFile(FOLDER, "pos.avsc")));
        model.choose(new SideItem.Folder(FOLDER));
        assertTrue(!model.items().contains(new SideItem.SchemaFile(FOLDER, "pos.avsc")));
        assertTrue(chosen.isEmpty());
    }
}
