package io.sightglass.ui.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @ParameterizedTest
    @CsvSource({"0,0", "999,999", "1000,1_000", "1204118,1_204_118", "-5000,-5_000"})
    void countsAreGroupedByThinSpaces(long number, String text) {
        assertEquals(text.replace('_', '\u2009'), Figures.count(number));
    }

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "3.8,3.8",
        "12,12",
        "640,640",
        "999.6,1.0k",
        "1240,1.2k",
        "18211,18.2k",
        "250000,250k",
        "4100000,4.1M"
    })
    void briefNumbersKeepThreeDigits(double number, String text) {
        assertEquals(text, Figures.brief(number));
    }

    @ParameterizedTest
    @CsvSource({"53,53 B", "1023,1023 B", "1024,1.0 KiB", "252706816,241 MiB", "1048575,1.0 MiB"})
    void bytesHaveTheirUnit(long bytes, String text) {
        assertEquals(text, Figures.bytes(bytes));
    }

    @ParameterizedTest
    @CsvSource({
        "1,1,100",
        "9871,10000,98.71",
        "999,1000,99.9",
        "99999,100000,99.99",
        "999999,1000000,99.99",
        "0,5,0"
    })
    void aShareIsNeverRoundedUpToTheWhole(long part, long whole, String text) {
        assertEquals(text + "\u2009%", Figures.percent(part, whole));
    }
}
