package io.mesher.core.tls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpiffeIdTest {
    @Test
    void readsTrustDomainAndPath() {
        assertThat(SpiffeId.parse("spiffe://mesh.test/ns/shop/sa/reports"))
                .isEqualTo(new SpiffeId("mesh.test", "/ns/shop/sa/reports"))
                .extracting(SpiffeId::text)
                .isEqualTo("spiffe://mesh.test/ns/shop/sa/reports");
        assertThat(SpiffeId.parse("spiffe://a_b-1.c")).isEqualTo(new SpiffeId("a_b-1.c", ""));
        assertThat(SpiffeId.parse("spiffe://d/A.b_c-9/...")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "spiffe:",
                "spiffe://",
                "spiffe:///path",
                "SPIFFE://mesh.test/a",
                "https://mesh.test/a",
                "spiffe://Mesh.test/a",
                "spiffe://user@mesh.test/a",
                "spiffe://mesh.test:8443/a",
                "spiffe://mesh.test/a?b=c",
                "spiffe://mesh.test/a#b",
                "spiffe://mesh.test?a",
                "spiffe://mesh.test/%61",
                "spiffe://mesh%2etest/a",
                "spiffe://mesh.test/",
                "spiffe://mesh.test/a/",
                "spiffe://mesh.test//a",
                "spiffe://mesh.test/a//b",
                "spiffe://mesh.test/./a",
                "spiffe://mesh.test/a/..",
                "spiffe://mesh.test/a/../b",
                "spiffe://mesh.test/ä",
                "spiffe://mesh.test/a b",
                "spiffe://mesh.test/a\u0000",
                " spiffe://mesh.test/a"
            })
    void refusesWhatTheStandardRefuses(String uri) {
        assertThat(SpiffeId.parse(uri)).isNull();
    }

    @Test
    void takesAtMost2048BytesAndDomainsOf255() {
        String id = "spiffe://mesh.test/" + "a".repeat(2048 - 19);
        assertThat(SpiffeId.parse(id)).isNotNull();
        assertThat(SpiffeId.parse(id + "a")).isNull();
        assertThat(SpiffeId.parse("spiffe://" + "a".repeat(255) + "/a")).isNotNull();
        assertThat(SpiffeId.parse("spiffe://" + "a".repeat(256) + "/a")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "spiffe://mesh.test/ns/shop/sa/reports, spiffe://mesh.test/ns/shop/sa/reports, true",
        "spiffe://mesh.test/ns/*/sa/reports, spiffe://mesh.test/ns/shop/sa/reports, true",
        "spiffe://mesh.test/ns/*/sa/reports, spiffe://mesh.test/ns/a/b/sa/reports, false",
        "spiffe://mesh.test/ns/*/sa/reports, spiffe://mesh.test/ns/shop/sa/report, false",
        "spiffe://mesh.test/ns/shop/*, spiffe://mesh.test/ns/shop/sa/reports, true",
        "spiffe://mesh.test/ns/shop/*, spiffe://mesh.test/ns/shop, false",
        "spiffe://mesh.test/*, spiffe://mesh.test/a, true",
        "spiffe://mesh.test/*, spiffe://mesh.test, false",
        "spiffe://mesh.test/*, spiffe://mesh.test.evil/a, false",
        "spiffe://mesh.test/rep*, spiffe://mesh.test/reports, true",
        "spiffe://mesh.test/rep*, spiffe://mesh.test/rep, true",
        "spiffe://mesh.test/rep*, spiffe://mesh.test/reports/a, false",
        "spiffe://mesh.test/a*a, spiffe://mesh.test/a, false",
        "spiffe://mesh.test/a*a, spiffe://mesh.test/aa, true",
    })
    void matchesPatterns(String pattern, String id, boolean matches) {
        assertThat(SpiffePattern.parse(pattern).matches(SpiffeId.parse(id))).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "spiffe://*/a",
                "spiffe://mesh.*/a",
                "spiffe://mesh.test",
                "spiffe://mesh.test/",
                "spiffe://mesh.test/a*b*",
                "spiffe://mesh.test/**",
                "spiffe://mesh.test//*",
                "mesh.test/*"
            })
    void refusesPatternsThatMatchNothingOrTooMuch(String pattern) {
        assertThat(SpiffePattern.parse(pattern)).isNull();
    }
}
