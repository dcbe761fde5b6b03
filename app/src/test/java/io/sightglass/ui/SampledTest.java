package io.sightglass.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.contract.Sampled;
import io.sightglass.tail.Tail;
import io.sightglass.ui.fx.FxTest;
import io.sightglass.ui.fx.SentenceFlow;

import javafx.scene.Parent;
import javafx.scene.control.Button;

import org.junit.jupiter.api.Test;

import java.util.stream.LongStream;

/// The window under more records than all rules can be held against.
class SampledTest extends WindowFixture {
    private Tail reading() {
        return FxTest.get(() -> tail().tail().orElseThrow());
    }

    private boolean isShown(String selector) {
        return FxTest.get(() -> {
            var node = window.stage().getScene().getRoot().lookup(selector);
            return node != null && node.isVisible();
        });
    }

    private String notice() {
        return FxTest.get(() ->
                ((Parent) window.stage().getScene().getRoot().lookup("#notice"))
                        .getChildrenUnmodifiable().stream()
                                .filter(SentenceFlow.class::isInstance)
                                .map(SentenceFlow.class::cast)
                                .map(SentenceFlow::getAccessibleText)
                                .findFirst()
                                .orElse(""));
    }

    @Test
    void theTailSaysSoAndHowToMendItAndComesBack() {
        ready();
        var tail = reading();
        assertEquals(Sampled.ALL, tail.sampled());
        var before = tail.counts();
        assertEquals(before.total(), before.whole());
        assertFalse(isShown("#sampled"));

        outside.flood();
        FxTest.await("the rules cannot keep up", () -> tail.sampled().isPart());
        FxTest.await("the words", () -> isShown("#sampled"));
        FxTest.await("the figure", () -> text("#sampled").equals("· " + tail.sampled().words()));
        assertTrue(text("#sampled").matches("· sampled 1 in \\d+"), text("#sampled"));
        FxTest.on(() -> find("#sampled", Button.class).fire());
        FxTest.await("the explanation", () -> isShown("#notice"));
        FxTest.await(
                "the cause", () -> notice().contains("goes into confluent.total-is-not-negative"));
        assertTrue(notice().startsWith("Sampled 1 in "), notice());
        FxTest.await(
                "rows that were not held to all rules",
                () ->
                        LongStream.range(Math.max(tail.first(), tail.next() - 2_000), tail.next())
                                .mapToObj(tail::row)
                                .anyMatch(row -> row.isPresent() && !row.get().whole()));
        var counts = tail.counts();
        assertTrue(counts.whole() < counts.total(), counts::toString);
        assertTrue(counts.wholeValid() <= counts.valid(), counts::toString);

        outside.endFlood();
        FxTest.await("all are judged again", () -> !tail.sampled().isPart());
        FxTest.await("the words are gone", () -> !isShown("#sampled") && !isShown("#notice"));
    }
}
