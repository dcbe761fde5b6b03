package io.sightglass.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.schema.search.SearchHit;
import io.sightglass.ui.fx.FxTest;
import io.sightglass.ui.search.SearchModel;
import io.sightglass.ui.shell.ShellTab;
import io.sightglass.ui.shell.SideItem;

import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Test;

import java.util.List;

/// "Who has a field userId?", in the whole window.
class SearchTabTest extends WindowFixture {
    private SearchModel search() {
        return FxTest.get(() ->
                shell.selectedProperty().get() instanceof ShellTab.Search(var model)
                        ? model
                        : null);
    }

    private List<SearchHit> found(String typed) {
        var model = search();
        FxTest.await(
                "all are read",
                () ->
                        model.stateProperty().get().typed().equals(typed)
                                && model.stateProperty().get().progress().total() > 20
                                && model.stateProperty().get().progress().isDone());
        return FxTest.get(() -> List.copyOf(model.hits()));
    }

    private static List<String> shown(List<SearchHit> hits) {
        return hits.stream().map(hit -> hit.where() + " " + hit.element().path()).toList();
    }

    @Test
    void fieldsAreFoundInSubjectsAndFilesHoweverTheyAreWritten() {
        ready();
        FxTest.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.F);
        FxTest.await("the tab", () -> search() != null);
        FxTest.await("the field", () -> find("#search-field", TextField.class).isFocused());
        FxTest.on(() -> find("#search-field", TextField.class).setText("user_id"));
        var hits = shown(found("user_id"));
        assertTrue(hits.contains("orders-value v4 Order.userId"), hits.toString());
        assertTrue(hits.contains("order-status-value v4 OrderStatus.userId"), hits.toString());
        assertTrue(hits.contains("orders/v4/order.proto Order.userId"), hits.toString());
        assertTrue(text("#search-summary").contains(" in "), text("#search-summary"));
        FxTest.on(() -> find("#search-field", TextField.class).setText("neighbours"));
        assertTrue(
                shown(found("neighbours")).contains("coffeeco-item v4 Item.boldness"),
                shown(found("neighbours")).toString());
    }

    @Test
    void theSideBarAndThePaletteLeadThere() {
        ready();
        FxTest.on(() -> shell.sideBar().searchProperty().set("loyaltyPoints"));
        FxTest.on(() -> shell.sideBar().chooseFirst());
        assertEquals("loyaltyPoints", FxTest.get(() -> search().typedProperty().get()));
        var hits = shown(found("loyaltyPoints"));
        assertTrue(hits.contains("orders-value v4 Order.loyaltyPoints"), hits.toString());
        FxTest.on(() -> shell.sideBar().searchProperty().set(""));
        FxTest.press(KeyCode.CONTROL, KeyCode.K);
        FxTest.on(() -> shell.palette().typedProperty().set("boldness"));
        FxTest.press(KeyCode.ENTER);
        assertEquals("boldness", FxTest.get(() -> search().typedProperty().get()));
        assertEquals(2, FxTest.get(() -> shell.tabs().size()));
    }

    @Test
    void aHitOpensTheSchemaWhereItStands() {
        ready();
        FxTest.on(() -> shell.sideBar().choose(new SideItem.Search("storeId")));
        found("storeId");
        open("orders-value v4 Order.storeId", "string storeId = 9;");
        open("order-status-value v4 OrderStatus.storeId", "storeId");
        open("order-status/v4.avsc OrderStatus.storeId", "storeId");
    }

    private void open(String hit, String line) {
        FxTest.on(() -> shell.openSearch(""));
        var model = search();
        FxTest.on(() -> {
            int index = shown(model.hits()).indexOf(hit);
            assertTrue(index >= 0, shown(model.hits()).toString());
            model.selectedProperty().set(index);
        });
        FxTest.on(() -> find("#search-field", TextField.class).requestFocus());
        FxTest.settle();
        FxTest.press(KeyCode.ENTER);
        FxTest.await(
                "the line of " + hit,
                () ->
                        shell.selectedProperty().get() instanceof ShellTab.Schema(var schema)
                                && schema.lines().selectedProperty().get() >= 0
                                && schema.lines()
                                        .rows()
                                        .get(schema.lines().selectedProperty().get())
                                        .right()
                                        .text()
                                        .contains(line));
    }
}
