package io.mesher.it.component;

import static io.mesher.it.component.Message.head;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Instances by host name and in IPv6, and listeners there. */
@Timeout(600)
class AddressesTest {
    private static final InetAddress IPV6 = InetAddress.ofLiteral("::1");

    @TempDir
    private Path home;

    private static void assumeIpv6() throws IOException {
        assumeThat(NetworkInterface.getByInetAddress(IPV6))
                .as("this machine has IPv6")
                .isNotNull();
    }

    @Test
    void anInstanceMayBeNamedByItsHost() throws IOException {
        try (Application app = Application.saying("named");
                MesherProcess mesher = new MesherSetup(home)
                        .service("app", "localhost:" + app.port())
                        .start()) {
            assertThat(mesher.get("http://app/").text()).isEqualTo("named");
            assertThat(mesher.get("http://app/").text()).isEqualTo("named");
            assertThat(app.requests()).hasSize(2);
        }
    }

    @Test
    void aNameWithoutAddressIsNoConnection() throws IOException {
        try (Application app = Application.saying("other");
                MesherProcess mesher = new MesherSetup(home)
                        .service("lost", "no-such-host.invalid:80")
                        .service("half", "no-such-host.invalid:80", app.address())
                        .start()) {
            Message answer = mesher.get("http://lost/");
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.value("x-mesher-code")).isEqualTo("connect.failed");
            assertThat(answer.text()).startsWith("No connection to no-such-host.invalid:80: ");
            assertThat(mesher.get("http://half/").text()).isEqualTo("other");
            assertThat(mesher.get("http://half/").text()).isEqualTo("other");
        }
    }

    @Test
    void anInstanceMayHaveAnIpv6Address() throws IOException {
        assumeIpv6();
        try (Application app = Application.answeringAt(new InetSocketAddress(IPV6, 0), _ -> Application.ok("six"));
                MesherProcess mesher = new MesherSetup(home)
                        .service("app", "[::1]:" + app.port())
                        .service("gone", "[::1]:1")
                        .start()) {
            assertThat(mesher.get("http://app/").text()).isEqualTo("six");
            assertThat(mesher.get("http://gone/").text()).startsWith("No connection to [::1]:1: Connection refused.");
        }
    }

    @Test
    void mesherMayListenOnIpv6() throws IOException {
        assumeIpv6();
        try (Application app = Application.saying("hello");
                MesherProcess mesher = new MesherSetup(home)
                        .listen("[::1]:0")
                        .admin("[::1]:0")
                        .service("app", app.address())
                        .start()) {
            assertThat(mesher.log()).contains("outgoing on [").doesNotContain("incoming on");
            assertThat(mesher.get("http://app/").text()).isEqualTo("hello");
            assertThat(app.onlyRequest().value("x-forwarded-for")).matches("[0:]+1");
            assertThat(mesher.admin("/livez").status()).isEqualTo(200);
        }
    }

    @Test
    void aServiceIsFoundByItsNameOnly() throws IOException {
        try (Application app = Application.saying("hello");
                MesherProcess mesher = new MesherSetup(home)
                        .service("AccountService", app.address())
                        .start()) {
            assertThat(mesher.get("http://AccountService/").status()).isEqualTo(200);
            assertThat(mesher.get("http://accountservice/").status())
                    .as("hosts have no case (RFC 9110 §4.2.3)")
                    .isEqualTo(200);
            assertThat(mesher.get("http://account-service/").status()).isEqualTo(404);
            assertThat(mesher.askOut(head("GET http://[::1]/ HTTP/1.1", "Host: x"))
                            .status())
                    .isEqualTo(404);
            assertThat(mesher.get("http://" + app.address() + "/").value("x-mesher-code"))
                    .as("an address is no way around the registry")
                    .isEqualTo("service.unknown");
        }
    }
}
