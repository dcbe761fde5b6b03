package io.sightglass.ui.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.model.Mark;
import io.sightglass.tail.Timeline;

import javafx.scene.layout.BorderPane;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.List;

@ExtendWith(FxTest.class)
class TimelineViewTest {
    private final TimelineView view = FxTest.get(TimelineView::new);

    @Test
    void draggingSelectsWholeBarsAndAClickClears() {
        var timeline = Gallery.timeline();
        FxTest.on(() -> view.timelineProperty().set(timeline));
        FxTest.show(new BorderPane(view), 980, 60);
        FxTest.drag(view, 105, 20, 215, 20);
        var span = FxTest.get(() -> view.spanProperty().get());
        assertNotNull(span);
        long first = timeline.buckets().getFirst().start();
        assertEquals(first + 10 * 5000, span.from());
        assertEquals(first + 22 * 5000, span.to());
        FxTest.click(view, 300, 20);
        assertNull(FxTest.get(() -> view.spanProperty().get()));
        assertTrue(view.getAccessibleText().startsWith("Timeline "), view::getAccessibleText);
    }

    @Test
    void manyBucketsShareBarsAndLoseNoRecord() {
        var timeline = Gallery.timeline();
        var bars = TimelineBars.of(timeline, 10);
        assertEquals(10, bars.size());
        long sum = 0;
        for (int i = 0; i < bars.size(); i++) {
            for (var mark : Mark.values()) {
                sum += bars.count(i, mark);
            }
        }
        assertEquals(timeline.buckets().stream().mapToLong(Timeline.Bucket::total).sum(), sum);
    }

    @Test
    void anEmptyTimelineIsFine() {
        FxTest.on(() -> view.timelineProperty().set(new Timeline(1000, List.of())));
        FxTest.show(new BorderPane(view), 300, 60);
        FxTest.drag(view, 20, 20, 80, 20);
        assertNull(FxTest.get(() -> view.spanProperty().get()));
        assertEquals("Timeline: no records yet", view.getAccessibleText());
    }
}
