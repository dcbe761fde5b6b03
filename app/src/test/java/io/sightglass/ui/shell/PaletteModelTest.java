package io.sightglass.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

class PaletteModelTest {
    private final List<String> gone = new ArrayList<>();

    private PaletteModel.Entry entry(String title) {
        return new PaletteModel.Entry("Topic", title, "", () -> gone.add(title));
    }

    private final PaletteModel model =
            new PaletteModel(
                    () -> List.of(entry("payments"), entry("orders-dlq"), entry("orders")),
                    typed -> typed.equals("17") ? List.of(entry("schema 17")) : List.of(),
                    typed -> typed.startsWith("field") ? List.of(entry("search")) : List.of());

    @Test
    void theBestFitComesFirstAndEnterGoesThere() {
        model.open();
        model.typedProperty().set("ord");
        assertEquals("orders", model.results().getFirst().title());
        model.go();
        assertEquals(List.of("orders"), gone);
        assertFalse(model.openProperty().get());
    }

    @Test
    void theSelectionGoesAroundTheEnds() {
        model.open();
        model.move(-1);
        assertEquals(2, model.selectedProperty().get());
        model.move(1);
        assertEquals(0, model.selectedProperty().get());
    }

    @Test
    void nothingIsGoneToWhereNothingFits() {
        model.open();
        model.typedProperty().set("zzz");
        model.go();
        assertTrue(gone.isEmpty());
        assertTrue(model.openProperty().get());
    }

    @Test
    void whatElseMayBeDoneComesLast() {
        model.open();
        model.typedProperty().set("field");
        assertEquals(List.of("search"), titles());
        model.typedProperty().set("ord");
        assertEquals(List.of("orders", "orders-dlq"), titles());
    }

    @Test
    void theKindMayBeTypedInFront() {
        model.open();
        model.typedProperty().set("topic pay");
        assertEquals(List.of("payments"), titles());
    }

    private List<String> titles() {
        return model.results().stream().map(PaletteModel.Entry::title).toList();
    }

    @Test
    void aNumberMayMeanSomethingByItself() {
        model.open();
        model.typedProperty().set(" 17 ");
        model.go();
        assertEquals(List.of("schema 17"), gone);
    }

    @Test
    void manyEntriesAreBounded() {
        var many =
                new PaletteModel(
                        () -> IntStream.range(0, 5_000).mapToObj(i -> entry("t" + i)).toList(),
                        _ -> List.of(),
                        _ -> List.of());
        many.open();
        assertEquals(60, many.results().size());
    }
}
