package io.mesher.app.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.app.config.ConfigDir;
import io.mesher.core.config.HttpConfig;
import io.mesher.core.config.ListenAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {
    private static final String KEY = "servicecomb.protocols.http.listenAddress";

    @TempDir
    private Path dir;

    private ConfigDir listening(String address) throws IOException {
        return new ConfigDir(dir)
                .named()
                .env("SERVICE_PORTS", "rest:8080")
                .env("PAAS_CSE_SC_ENDPOINT", "http://10.0.0.9:30100")
                .file(
                        "chassis.yaml",
                        "servicecomb:\n  protocols:\n    http:\n      listenAddress: \"" + address + "\"\n");
    }

    @Test
    void withoutAnyConfigurationTakesOutgoingRequestsOnTheOriginalsPort() {
        HttpConfig http = new ConfigDir(dir).named().config().http();
        assertThat(http.outgoing()).isEqualTo(new ListenAddress("127.0.0.1", 30101, KEY));
        assertThat(http.incoming()).isNull();
        assertThat(http.advertise()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:30101", "[::1]:30101", "127.0.0.1:0", "[0:0:0:0:0:0:0:1]:1"})
    void loopbackTakesOutgoingRequestsOnly(String address) throws IOException {
        HttpConfig http = listening(address).config().http();
        assertThat(http.outgoing().authority()).isEqualTo(address);
        assertThat(http.outgoing().key()).isEqualTo(KEY);
        assertThat(http.incoming()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.1.1:30101, 192.168.1.1:30101, 127.0.0.1:30101",
        "127.0.0.2:41000, 127.0.0.2:41000, 127.0.0.1:41000",
        "127.0.0.2:0, 127.0.0.2:0, 127.0.0.1:0",
        "[fd00::1]:30101, [fd00::1]:30101, [::1]:30101",
        "[FE80::1%eth0]:30101, [fe80::1%eth0]:30101, [::1]:30101",
        "eth0:30101, 10.1.2.3:30101, 127.0.0.1:30101",
        "eth1:30101, [fd00:0:0:0:0:0:0:7]:30101, [::1]:30101",
        "link0:30101, [fe80:0:0:0:0:0:0:9]:30101, [::1]:30101",
        "auto:30101, 10.1.2.3:30101, 127.0.0.1:30101",
    })
    void anyOtherAddressTakesIncomingRequestsAndLoopbackTheOutgoingOnes(
            String written, String incoming, String outgoing) throws IOException {
        HttpConfig http = listening(written)
                .card("lo", true, true, false, "127.0.0.1", "::1")
                .card("docker0", false, true, true, "172.17.0.1")
                .card("eth9", false, false, false, "10.9.9.9")
                .card("link0", "fe80::9")
                .card("eth0", "fe80::5", "fd00::5", "10.1.2.3", "10.1.2.4")
                .card("eth1", "fe80::7", "fd00::7")
                .config()
                .http();
        assertThat(http.incoming().authority()).isEqualTo(incoming);
        assertThat(http.outgoing().authority()).isEqualTo(outgoing);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.0.0.0:30101 | : in sidecar mode, forbidden to listen on all addresses: callers from outside would get the"
                        + " outgoing proxy of the application (expected: one address of this machine, an interface such as"
                        + " eth0:30101, or auto:30101)",
                "[::]:30101 | : in sidecar mode, forbidden to listen on all addresses: callers from outside would get the"
                        + " outgoing proxy of the application (expected: one address of this machine, an interface such as"
                        + " eth0:30101, or auto:30101)",
                "[fd00::g]:30101 | : no IPv6 address in the brackets (expected: EXPECTED)",
                "[10.0.0.1]:30101 | : no IPv6 address in the brackets (expected: EXPECTED)",
                "fd00::1:30101 | : more than one colon (expected: EXPECTED; IPv6 in brackets: [fd00::1]:30101)",
                "192.168.1.1 | : no port (expected: EXPECTED)",
                "[fd00::1] | : no port (expected: EXPECTED)",
                "30101 | : no port (expected: EXPECTED)",
                ":30101 | : no host (expected: EXPECTED)",
                "http://127.0.0.1:30101 | : a URL (expected: EXPECTED)",
                "127.0.0.1: | : bad port (expected: a port from 0 to 65535)",
                "127.0.0.1:65536 | : bad port (expected: a port from 0 to 65535)",
                "127.0.0.1:-1 | : bad port (expected: a port from 0 to 65535)",
                "127.0.0.1:99999999999 | : bad port (expected: a port from 0 to 65535)",
                "127.0.0.1:http | : bad port (expected: a port from 0 to 65535)",
                "localhost:30101 | : host names are not looked up (expected: 127.0.0.1 or [::1])",
                "example.com:30101 | : neither an IP address nor a network interface; host names are not looked up"
                        + " (expected: EXPECTED; interfaces here: lo, eth0, empty0)",
                "256.0.0.1:30101 | : neither an IP address nor a network interface; host names are not looked up"
                        + " (expected: EXPECTED; interfaces here: lo, eth0, empty0)",
                "010.0.0.1:30101 | : neither an IP address nor a network interface; host names are not looked up"
                        + " (expected: EXPECTED; interfaces here: lo, eth0, empty0)",
                "empty0:30101 | : the interface empty0 has no address (expected: EXPECTED)",
                "224.0.0.1:30101 | : not the address of a machine (expected: EXPECTED)",
                "255.255.255.255:30101 | : not the address of a machine (expected: EXPECTED)",
            })
    void otherAddressesAreRefusedWithTheReason(String written, String why) throws IOException {
        String expected = why.replace(
                "EXPECTED",
                "an IP address or a network interface, and a port, such as 192.168.1.1:30101 or eth0:30101");
        assertThat(listening(written)
                        .card("lo", true, true, false, "127.0.0.1")
                        .card("eth0", "10.1.2.3")
                        .card("empty0")
                        .problems())
                .containsExactly("error: conf/chassis.yaml:4: " + KEY + ": " + written + expected);
    }

    @Test
    void autoTellsWhyNoInterfaceIsGoodEnough() throws IOException {
        assertThat(listening("auto:30101")
                        .card("lo", true, true, false, "127.0.0.1")
                        .card("eth0", false, false, false, "10.1.2.3")
                        .card("docker0", false, true, true, "172.17.0.1")
                        .card("wlan0", "169.254.3.3", "fe80::1")
                        .problems())
                .containsExactly("error: conf/chassis.yaml:4: " + KEY
                        + ": auto:30101: no network interface has an address for others: lo is loopback, eth0 is down,"
                        + " docker0 is virtual, wlan0 is without address (expected: an IP address of this machine)");
    }

    @Test
    void autoTellsThatThereIsNoInterface() throws IOException {
        assertThat(listening("auto:30101").noCards().problems())
                .containsExactly("error: conf/chassis.yaml:4: " + KEY
                        + ": auto:30101: no network interface has an address for others: there is none (expected: an IP"
                        + " address of this machine)");
    }

    @Test
    void tellsThatTheInterfacesCannotBeListed() throws IOException {
        assertThat(listening("eth0:30101").brokenCards().problems())
                .containsExactly("error: conf/chassis.yaml:4: " + KEY
                        + ": eth0:30101: the network interfaces can't be listed (expected: an IP address)");
    }

    @Test
    void theAdminPortMayListenOnAllAddresses() throws IOException {
        String key = "servicecomb.protocols.rest-admin.listenAddress";
        ListenAddress listen = new ConfigDir(dir)
                .named()
                .file("chassis.yaml", key + ": '[::]:0'")
                .config()
                .admin()
                .listen();
        assertThat(listen).isEqualTo(new ListenAddress("::", 0, key));
        assertThat(new ConfigDir(dir)
                        .named()
                        .file("chassis.yaml", key + ": localhost:30102")
                        .problems())
                .containsExactly("error: conf/chassis.yaml:1: " + key
                        + ": localhost:30102: host names are not looked up (expected: 127.0.0.1 or [::1])");
    }

    @Test
    void aListIsNoAddress() throws IOException {
        assertThat(new ConfigDir(dir)
                        .named()
                        .file("chassis.yaml", "cse.protocols.http.listenAddress: [a, b]")
                        .problems())
                .containsExactly(
                        "error: conf/chassis.yaml:1: cse.protocols.http.listenAddress: a list (expected: an IP address or a"
                                + " network interface, and a port, such as 192.168.1.1:30101 or eth0:30101)");
    }

    @Test
    void theMachinesOwnInterfacesAreListed() {
        List<Interfaces.Card> cards = Interfaces.ofMachine();
        assertThat(cards).anySatisfy(card -> {
            assertThat(card.loopback()).isTrue();
            assertThat(card.addresses())
                    .anyMatch(address -> address.getHostAddress().equals("127.0.0.1"));
        });
    }

    @Test
    void advertisesAnotherAddress() throws IOException {
        HttpConfig http = new ConfigDir(dir)
                .named()
                .env("SERVICE_PORTS", "rest:8080")
                .env("PAAS_CSE_SC_ENDPOINT", "http://10.0.0.9:30100")
                .file(
                        "chassis.yaml",
                        "servicecomb.protocols.http: {listenAddress: '192.0.2.10:30101', advertiseAddress: '198.51.100.7:7'}")
                .config()
                .http();
        assertThat(http.advertise())
                .isEqualTo(new ListenAddress("198.51.100.7", 7, "servicecomb.protocols.http.advertiseAddress"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.0.0.0:30101 | : no address that others can call (expected: EXPECTED)",
                "10.0.0.1:0 | : bad port (expected: a port from 1 to 65535)",
            })
    void refusesToAdvertiseWhatCannotBeCalled(String written, String why) throws IOException {
        String expected = why.replace(
                "EXPECTED",
                "an IP address or a network interface, and a port, such as 192.168.1.1:30101 or eth0:30101");
        assertThat(new ConfigDir(dir)
                        .named()
                        .file(
                                "chassis.yaml",
                                "servicecomb.protocols.http:\n  listenAddress: '127.0.0.1:1'\n  advertiseAddress: '"
                                        + written + "'")
                        .problems())
                .containsExactly("error: conf/chassis.yaml:3: servicecomb.protocols.http.advertiseAddress: " + written
                        + expected);
    }

    @Test
    void advertisingWithoutListeningIsRefused() throws IOException {
        assertThat(new ConfigDir(dir)
                        .named()
                        .file("chassis.yaml", "servicecomb.protocols.http.advertiseAddress: 10.0.0.1:30101")
                        .problems())
                .containsExactly(
                        "error: conf/chassis.yaml:1: servicecomb.protocols.http.advertiseAddress: without"
                                + " listenAddress (expected: servicecomb.protocols.http.listenAddress, the address to listen on)");
    }

    @Test
    void anIncomingListenerWithoutAnApplicationIsWarnedOf() throws IOException {
        new ConfigDir(dir)
                .named()
                .env("PAAS_CSE_SC_ENDPOINT", "http://10.0.0.9:30100")
                .file("chassis.yaml", "cse.protocols.http.listenAddress: 10.0.0.1:30101")
                .config(
                        "warning: conf/chassis.yaml:1: cse.protocols.http.listenAddress: incoming requests have nowhere to"
                                + " go: no port of the application is known (expected: SERVICE_PORTS=rest:8080 or --service-ports"
                                + " rest:8080)");
    }
}
