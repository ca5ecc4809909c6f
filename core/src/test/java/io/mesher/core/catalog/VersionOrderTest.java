package io.mesher.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VersionOrderTest {
    @ParameterizedTest
    @CsvSource({
        "1.0.0, 1.0.1",
        "1.9, 1.10",
        "1.0, 1.0.0.1",
        "0.0.1, 1",
        "1.x, 1.0",
        "1..1, 1.0.1",
        "'', 0.0.1",
        "1.0-rc, 1.0",
        "9, 32767.32767.32767.32767",
        "1.99999999999999999999, 1.0"
    })
    void secondIsNewer(String older, String newer) {
        assertThat(VersionOrder.compare(older, newer)).isNegative();
        assertThat(VersionOrder.compare(newer, older)).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"1.0, 1.0.0", "1, 1.0.0.0", "1.02, 1.2", "'', ''", "2.1.0, 2.1.0"})
    void bothAreTheSame(String one, String other) {
        assertThat(VersionOrder.compare(one, other)).isZero();
        assertThat(VersionOrder.compare(other, one)).isZero();
    }

    @Test
    void newestHasAllInstancesOfTheHighestVersionInTheirOrder() {
        Instance old = new Instance("a", "1.9.0", new Endpoint("10.0.0.1", 80));
        Instance first = new Instance("b", "1.10", new Endpoint("10.0.0.2", 80));
        Instance second = new Instance("c", "1.10.0", new Endpoint("10.0.0.3", 80));

        assertThat(new Microservice("s", List.of(first, old, second)).newest()).containsExactly(first, second);
        assertThat(new Microservice("s", List.of(old, first, second)).newest()).containsExactly(first, second);
        assertThat(new Microservice("s", List.of(old)).newest()).containsExactly(old);
        assertThat(new Microservice("s", List.of()).newest()).isEmpty();
    }
}
