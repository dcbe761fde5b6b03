package io.sightglass.ui.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FuzzyTest {
    @Test
    void lettersMustStandInOrder() {
        assertEquals(Fuzzy.NO_MATCH, Fuzzy.score("so", "orders"));
        assertTrue(Fuzzy.score("ods", "orders") > 0);
    }

    @Test
    void anythingFitsNothingTyped() {
        assertEquals(0, Fuzzy.score(" ", "orders"));
    }

    @Test
    void aBeginningBeatsAMiddleAndAMiddleBeatsScatteredLetters() {
        int beginning = Fuzzy.score("or", "orders");
        int word = Fuzzy.score("or", "failed-orders");
        int middle = Fuzzy.score("or", "stores");
        int scattered = Fuzzy.score("or", "owner-rights");
        assertTrue(beginning > word && word > middle && middle > scattered && scattered > 0);
    }

    @Test
    void initialsOfWordsFitWell() {
        assertTrue(Fuzzy.score("osv", "order-status-value") > Fuzzy.score("osv", "orders-archive"));
    }

    @Test
    void theShorterOfTwoFitsBetter() {
        assertTrue(Fuzzy.score("orders", "orders") > Fuzzy.score("orders", "orders-dlq"));
    }
}
