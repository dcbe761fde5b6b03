package io.sightglass.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.math.BigInteger;

class ScalarTest {
    /// A few bytes of a payload can claim any scale; its zeros are not written out.
    @ParameterizedTest
    @CsvSource({
        "0, 17",
        "2, 0.17",
        "-3, 17000",
        "2147483647, 1.7E-2147483646",
        "-2147483647, 1.7E+2147483648",
        "-2147483648, 1.7E+2147483649"
    })
    void aDecimalIsShownDigitForDigitUnlessItsScaleIsHuge(int scale, String text) {
        var value = new BigDecimal(BigInteger.valueOf(17), scale);
        assertEquals(text, new Scalar.Decimal(value).text());
    }
}
