package io.mesher.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPrefixTest {
    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "/, ''",
        "/shop, /shop",
        "/shop/, /shop",
        "/a/b-c_d.e~f, /a/b-c_d.e~f",
        "/a%20b%c3%a4, /a%20b%c3%a4",
        "/...;v=1, /...;v=1"
    })
    void takesPathsWithoutTheLastSlash(String text, String prefix) {
        assertThat(PathPrefix.of(text)).isEqualTo(prefix);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shop",
                "//",
                "//shop",
                "/a//b",
                "/a//",
                "/.",
                "/..",
                "/../a",
                "/a/./b",
                "/a b",
                "/a\r\nX: 1",
                "/a?b",
                "/a#b",
                "/a%",
                "/a%2",
                "/a%zz",
                "/a%0d",
                "/ä",
                "http://h/"
            })
    void refusesWhatRequestsCannotBeginWith(String text) {
        assertThat(PathPrefix.of(text)).isNull();
    }

    @Test
    void refusesOverlongOnes() {
        assertThat(PathPrefix.of("/" + "a".repeat(254))).hasSize(255);
        assertThat(PathPrefix.of("/" + "a".repeat(255))).isNull();
    }
}
