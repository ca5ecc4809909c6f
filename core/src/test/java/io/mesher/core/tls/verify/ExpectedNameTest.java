package io.mesher.core.tls.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.tls.AlternativeNames;
import io.mesher.core.tls.SpiffeId;
import io.mesher.core.tls.SpiffePattern;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectedNameTest {
    @ParameterizedTest
    @DisplayName("RFC 9525 §6.3: a DNS name, with a wildcard for the whole leftmost label only")
    @CsvSource(
            value = {
                "reports;reports;true",
                "Reports.SHOP;rePorts.shop;true",
                "reports.shop.;reports.shop;true",
                "reports.shop;reports.shop.;true",
                "reports;report;false",
                "xn--bcher-kva.test;XN--BCHER-KVA.test;true",
                "*.shop.test;a.shop.test;true",
                "*.shop.test;xn--bcher-kva.shop.test;true",
                "*.SHOP.test;a.shop.TEST.;true",
                "*.shop.test;a.b.shop.test;false",
                "*.shop.test;shop.test;false",
                "*.shop.test;.shop.test;false",
                "*.test;shop.test;false",
                "*;shop;false",
                "*.;shop;false",
                "*.*.test;a.b.test;false",
                "a*.shop.test;ab.shop.test;false",
                "*a.shop.test;ba.shop.test;false",
                "a.*.test;a.shop.test;false",
                "xn--*.shop.test;xn--a.shop.test;false",
                "*.shop.test;*.shop.test;false",
                "*.shop.test;10.shop.test;true",
                "my_service;MY_SERVICE;true",
                "'';'';false",
                ".;.;false",
                "bücher.test;bücher.test;false",
                "\u212a.test;k.test;false",
            },
            delimiter = ';')
    void comparesDnsNames(String presented, String expected, boolean matches) {
        assertThat(new ExpectedName.Dns(expected).isAmong(names(presented), null))
                .isEqualTo(matches);
    }

    @Test
    void comparesAddressesByTheirBytes() {
        AlternativeNames names = new AlternativeNames(
                List.of("10.0.0.2"),
                List.of(),
                List.of(InetAddress.ofLiteral("10.0.0.1"), InetAddress.ofLiteral("2001:db8::1")));
        assertThat(ExpectedName.host("10.0.0.1").isAmong(names, null)).isTrue();
        assertThat(ExpectedName.host("2001:DB8:0::1").isAmong(names, null)).isTrue();
        assertThat(ExpectedName.host("[2001:db8::1]").isAmong(names, null)).isTrue();
        assertThat(ExpectedName.host("10.0.0.2").isAmong(names, null))
                .as("an address that is only among the DNS names")
                .isFalse();
        assertThat(ExpectedName.host("10.0.0.3").isAmong(names, null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.2", "1.2.3", "1.2.3.4.5", "reports", "10.0.0.a", "999.1.1.1", "fe80::1%1"})
    void takesAsADnsNameWhatIsNoAddress(String host) {
        assertThat(ExpectedName.host(host)).isEqualTo(new ExpectedName.Dns(host));
    }

    @Test
    void takesOneOfSeveralNames() {
        ExpectedName either = new ExpectedName.OneOf(List.of(new ExpectedName.Dns("a"), new ExpectedName.Dns("b")));
        assertThat(either.isAmong(names("b"), null)).isTrue();
        assertThat(either.isAmong(names("c"), null)).isFalse();
        assertThat(either.text()).isEqualTo("a or b");
        assertThat(new ExpectedName.OneOf(List.of()).isAmong(names("a"), null)).isFalse();
        assertThat(new ExpectedName.Any().isAmong(names("c"), null)).isTrue();
    }

    @Test
    void takesSpiffeIdsOfATrustDomainOrPattern() {
        SpiffeId id = SpiffeId.parse("spiffe://mesh.test/reports");
        assertThat(new ExpectedName.TrustDomain("mesh.test").isAmong(names(), id))
                .isTrue();
        assertThat(new ExpectedName.TrustDomain("mesh").isAmong(names(), id)).isFalse();
        assertThat(new ExpectedName.TrustDomain("mesh.test").isAmong(names("mesh.test"), null))
                .isFalse();
        ExpectedName pattern = new ExpectedName.Spiffe(SpiffePattern.parse("spiffe://mesh.test/*"));
        assertThat(pattern.isAmong(names(), id)).isTrue();
        assertThat(pattern.isAmong(names(), null)).isFalse();
    }

    private static AlternativeNames names(String... dns) {
        return new AlternativeNames(List.of(dns), List.of(), List.of());
    }
}
