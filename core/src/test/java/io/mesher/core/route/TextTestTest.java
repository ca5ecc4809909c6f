package io.mesher.core.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesher.core.route.TextTest.Operator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class TextTestTest {
    @ParameterizedTest
    @CsvSource({
        "EXACT, abc, abc, true",
        "EXACT, abc, ABC, false",
        "EXACT, abc, abcd, false",
        "NO_EQU, abc, ABC, true",
        "NO_EQU, abc, abc, false",
        "NO_EQU, abc, '', true",
        "CONTAINS, bc, abcd, true",
        "CONTAINS, BC, abcd, false",
        "PREFIX, ab, abc, true",
        "PREFIX, bc, abc, false",
        "PREFIX, abcd, abc, false",
        "SUFFIX, bc, abc, true",
        "SUFFIX, ab, abc, false",
        "SUFFIX, abcd, abc, false",
        "REGEX, b.d, abcd, true",
        "REGEX, ^b, abcd, false",
        "LESS, 200, 199, true",
        "LESS, 200, 200, false",
        "NO_LESS, 200, 200, true",
        "NO_LESS, 200, 199, false",
        "GREATER, 200, 201, true",
        "GREATER, 200, 200, false",
        "NO_GREATER, 200, 200, true",
        "NO_GREATER, 200, 201, false",
        "LESS, -1, -2, true",
        "LESS, 5, +4, true",
        "LESS, 5, 0000000000000000000000004, true",
        "GREATER, 0, 9223372036854775807, true",
        "LESS, 0, -9223372036854775808, true",
    })
    void compares(Operator operator, String operand, String text, boolean holds) {
        assertThat(TextTest.of(operator, operand, false).holds(text)).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({
        "EXACT, abc, ABC, true",
        "NO_EQU, abc, ABC, false",
        "CONTAINS, BC, abcd, true",
        "CONTAINS, BD, abcd, false",
        "PREFIX, AB, abc, true",
        "SUFFIX, BC, abc, true",
        "REGEX, '^[a-c]+\\d$', ABC1, true",
    })
    void ignoresCaseWhereAsked(Operator operator, String operand, String text, boolean holds) {
        assertThat(TextTest.of(operator, operand, true).holds(text)).isEqualTo(holds);
    }

    @ParameterizedTest
    @EnumSource(names = {"LESS", "NO_LESS", "GREATER", "NO_GREATER"})
    void whatIsNoNumberIsNeitherLessNorMore(Operator operator) {
        for (String text : new String[] {"", "x", "1.5", " 1", "1 ", "-", "+", "0x1", "9223372036854775808", "٣"}) {
            assertThat(TextTest.of(operator, "0", false).holds(text)).as(text).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LESS", "NO_LESS", "GREATER", "NO_GREATER"})
    void numbersAreComparedWithNumbersOnly(Operator operator) {
        assertThatThrownBy(() -> TextTest.of(operator, "v2", false))
                .hasMessage("not a whole number (expected: a number such as 200 or -1)");
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"LESS", "NO_LESS", "GREATER", "NO_GREATER", "REGEX"})
    void anEmptyTextIsATextToo(Operator operator) {
        assertThat(TextTest.of(operator, "", false).holds("")).isEqualTo(operator != Operator.NO_EQU);
    }
}
