package io.mesher.control.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthStateTest {
    /** What a row of results (+ good, - bad) makes of it: W well, U unwell, after each. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, +-+-, WUWU",
        "1, 2, --, WU",
        "1, 2, -+-+-, WWWWW",
        "1, 3, --+---+, WWWWWUW",
        "2, 1, -+-++, UUUUW",
        "3, 2, --+++-, WUUUWW",
    })
    void changesAfterAsManyInARow(int forWell, int forUnwell, String results, String expected) {
        HealthState standing = new HealthState();
        StringBuilder seen = new StringBuilder();
        for (int i = 0; i < results.length(); i++) {
            boolean before = standing.isWell();
            boolean changed = standing.found(results.charAt(i) == '+', forWell, forUnwell);
            assertThat(changed).isEqualTo(before != standing.isWell());
            seen.append(standing.isWell() ? 'W' : 'U');
        }
        assertThat(seen).hasToString(expected);
    }
}
