package io.mesher.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesher.core.config.TrustedPeers.Cidr;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedPeersTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0, 8, 10.255.255.255, true",
        "10.0.0.0, 8, 11.0.0.0, false",
        "10.0.0.0, 8, 9.255.255.255, false",
        "192.168.1.128, 25, 192.168.1.128, true",
        "192.168.1.128, 25, 192.168.1.127, false",
        "192.168.1.4, 31, 192.168.1.5, true",
        "192.168.1.4, 31, 192.168.1.6, false",
        "192.168.1.4, 32, 192.168.1.4, true",
        "192.168.1.4, 32, 192.168.1.5, false",
        "10.1.2.3, 8, 10.9.9.9, true",
        "0.0.0.0, 0, 8.8.8.8, true",
        "2001:db8::, 32, 2001:db8:ffff::1, true",
        "2001:db8::, 32, 2001:db9::1, false",
        "2001:db8::, 33, 2001:db8:7fff::1, true",
        "2001:db8::, 33, 2001:db8:8000::1, false",
        "2001:db8::1, 128, 2001:db8::1, true",
        "2001:db8::1, 128, 2001:db8::2, false",
        "::, 0, 2001:db8::1, true",
        // One family says nothing of the other.
        "0.0.0.0, 0, 2001:db8::1, false",
        "::, 0, 8.8.8.8, false",
        // An IPv4 caller of an IPv6 socket is an IPv4 address to Java.
        "10.0.0.0, 8, ::ffff:10.1.1.1, true"
    })
    void aRangeHoldsTheAddressesWithItsPrefix(String network, int prefix, String peer, boolean trusted) {
        TrustedPeers peers = new TrustedPeers(List.of(new Cidr(InetAddress.ofLiteral(network), prefix)));
        assertThat(peers.contains(InetAddress.ofLiteral(peer))).isEqualTo(trusted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.255.0.1", "::1"})
    void loopbackIsAlwaysTrusted(String peer) {
        assertThat(TrustedPeers.LOOPBACK_ONLY.contains(InetAddress.ofLiteral(peer)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "0.0.0.0", "169.254.0.1", "2001:db8::1", "fe80::1", "::"})
    void nobodyElseIsByDefault(String peer) {
        assertThat(TrustedPeers.LOOPBACK_ONLY.contains(InetAddress.ofLiteral(peer)))
                .isFalse();
    }

    @Test
    void anyOfSeveralRangesWillDo() {
        TrustedPeers peers = new TrustedPeers(List.of(
                new Cidr(InetAddress.ofLiteral("10.0.0.0"), 8), new Cidr(InetAddress.ofLiteral("2001:db8::"), 32)));
        assertThat(peers.contains(InetAddress.ofLiteral("10.0.0.1"))).isTrue();
        assertThat(peers.contains(InetAddress.ofLiteral("2001:db8::1"))).isTrue();
        assertThat(peers.contains(InetAddress.ofLiteral("192.168.0.1"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.0, -1, 32", "10.0.0.0, 33, 32", "::, -1, 128", "::, 129, 128"})
    void aPrefixIsNoLongerThanTheAddress(String network, int prefix, int max) {
        InetAddress address = InetAddress.ofLiteral(network);
        assertThatThrownBy(() -> new Cidr(address, prefix))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("prefix: " + prefix + " (expected: 0 to " + max + ")");
    }

    @Test
    void theRangesAreACopy() {
        List<Cidr> given = new ArrayList<>();
        TrustedPeers peers = new TrustedPeers(given);
        given.add(new Cidr(InetAddress.ofLiteral("0.0.0.0"), 0));
        assertThat(peers.contains(InetAddress.ofLiteral("8.8.8.8"))).isFalse();
        assertThat(peers.ranges()).isEmpty();
    }
}
