package io.mesher.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.route.TextTest.Operator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTestTest {
    @ParameterizedTest
    @CsvSource({
        "EXACT, beta, beta, true",
        "EXACT, beta, Beta, false",
        "EXACT, '', '', true",
        "CONTAINS, et, beta, true",
        "CONTAINS, ET, beta, false",
        "PREFIX, be, beta, true",
        "PREFIX, ta, beta, false",
        "SUFFIX, ta, beta, true",
        "SUFFIX, betabeta, beta, false",
        "REGEX, ^b.t, beta, true",
        "REGEX, et, beta, true",
        "REGEX, ^et, beta, false",
        "NOT_EQUAL, beta, gamma, true",
        "NOT_EQUAL, beta, beta, false",
        "NOT_EQUAL, beta, '', true",
        "LESS, 10, 9, true",
        "LESS, 10, 10, false",
        "NOT_LESS, 10, 10, true",
        "NOT_LESS, 10, 9, false",
        "GREATER, 10, 11, true",
        "GREATER, 10, 10, false",
        "NOT_GREATER, 10, 10, true",
        "NOT_GREATER, 10, 11, false",
        "LESS, 10, 9.5, false",
        "NOT_GREATER, 10, '', false",
        "GREATER, -1, 0, true",
    })
    void comparesAsWritten(Operator operator, String operand, String value, boolean matches) {
        assertThat(TextTest.of(operator, operand, false).matches(value)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "EXACT, beta, BETA",
        "CONTAINS, ET, beta",
        "PREFIX, BE, beta",
        "SUFFIX, Ta, bETA",
        "REGEX, '^[a-z]+\\d$', BETA1",
    })
    void ignoresTheCaseWhereAskedTo(Operator operator, String operand, String value) {
        assertThat(TextTest.of(operator, operand, true).matches(value)).isTrue();
        assertThat(TextTest.of(operator, operand, false).matches(value)).isFalse();
    }

    /** Exponential: 2 to the 40th steps without a bound. */
    @Test
    @Timeout(20)
    void givesUpOnPatternsThatTakeTooMuch() {
        TextTest test = TextTest.of(Operator.REGEX, "^(a+)+$", false);
        assertThat(test.matches("a".repeat(10))).isTrue();
        assertThat(test.matches("a".repeat(40) + "b")).isFalse();
    }

    /** Alternatives in a repetition use the stack, one step per character. */
    @Test
    void givesUpOnTextsThatAreTooLongForThePattern() {
        assertThat(TextTest.of(Operator.REGEX, "^(a|b)*$", false).matches("ab".repeat(50_000)))
                .isFalse();
    }
}
