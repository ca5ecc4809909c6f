package io.mesher.it.component;

import static io.mesher.it.component.Message.head;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesher.testkit.tls.CertificateAuthority;
import io.mesher.testkit.tls.Issued;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS on the external port and to instances, by real processes: from Mesher to Mesher, and with clients that are none. */
@Timeout(600)
class TlsTest {
    @TempDir
    private Path home;

    private final List<MesherProcess> meshers = new ArrayList<>();
    private TlsHome tls;
    private Application application;

    @BeforeEach
    void prepare() throws IOException {
        tls = new TlsHome(home.resolve("tls"));
        application = Application.answering(request -> Application.ok("echo " + request.body()));
    }

    @AfterEach
    void stop() throws IOException {
        for (MesherProcess mesher : meshers) {
            mesher.close();
        }
        application.close();
    }

    private MesherProcess started(MesherSetup setup) throws IOException {
        MesherProcess mesher = setup.start();
        meshers.add(mesher);
        return mesher;
    }

    private MesherProcess shop(String yaml) throws IOException {
        return started(new MesherSetup(home.resolve("shop"))
                .name("shop")
                .incoming(application.port())
                .yaml(yaml));
    }

    private MesherProcess caller(String service, String address, String yaml) throws IOException {
        return started(new MesherSetup(home.resolve("caller"))
                .service(service, address + "?sslEnabled=true")
                .yaml(yaml));
    }

    private static String incoming(MesherProcess mesher) {
        return "127.0.0.2:" + mesher.incoming().getPort();
    }

    @ParameterizedTest
    @ValueSource(strings = {"boringssl", "jdk"})
    void requestsOfAnySizeGoFromMesherToMesher(String engine) throws IOException {
        String by = "mesher.tls.engine: " + engine + "\n";
        MesherProcess shop = shop(tls.keys("shop") + by);
        MesherProcess caller = caller("shop", incoming(shop), tls.keys("caller") + by);
        String body = "x".repeat(300_000);
        for (int i = 0; i < 3; i++) {
            Message answer = caller.askOut(
                    head("POST http://shop/ HTTP/1.1", "Host: shop", "Content-Length: " + body.length()) + body);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo("echo " + body);
        }
        assertThat(shop.log()).contains("TLS by ");
        assertThat(shop.admin("/metrics").text())
                .containsPattern("mesher_tls_handshakes_total\\{listener=\"incoming\",result=\"ok\"} [1-9]")
                .containsPattern("mesher_tls_cert_expiry_timestamp_seconds\\{use=\"mesher.tls\"} [1-9]");
    }

    @Test
    void bothEnginesUnderstandEachOther() throws IOException {
        MesherProcess shop = shop(tls.keys("shop") + "mesher.tls.engine: jdk\n");
        MesherProcess caller = caller("shop", incoming(shop), tls.keys("caller") + "mesher.tls.engine: boringssl\n");
        assertThat(caller.get("http://shop/").text()).isEqualTo("echo ");
    }

    @Test
    void aCertificateOfAnotherServiceIsRefusedWithBothNames() throws IOException {
        MesherProcess shop = shop(tls.keys("shop"));
        MesherProcess caller = caller("stock", incoming(shop), tls.keys("caller"));
        Message answer = caller.get("http://stock/");
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.value("x-mesher-code")).isEqualTo("tls.wrong.name");
        assertThat(answer.text()).contains("shop").contains("stock");
    }

    @Test
    void anExpiredCertificateIsRefusedWithItsTimes() throws IOException {
        Instant past = Instant.now().minus(Duration.ofDays(2));
        Issued expired = tls.authority.issue(
                tls.authority.spec("CN=shop").dns("shop").valid(past.minus(Duration.ofDays(9)), past));
        MesherProcess shop = shop(tls.keys(expired, "shop"));
        assertThat(shop.log()).contains("expired");
        MesherProcess caller = caller("shop", incoming(shop), tls.keys("caller"));
        Message answer = caller.get("http://shop/");
        assertThat(answer.value("x-mesher-code")).isEqualTo("tls.expired");
        assertThat(answer.text()).contains(past.toString().substring(0, 10));
    }

    @Test
    void aServerThatRefusesOurCertificateIsNotOneThatClosed() throws IOException {
        MesherProcess shop = shop(tls.keys("shop"));
        CertificateAuthority stranger = CertificateAuthority.root("CN=Stranger", Instant.now());
        MesherProcess caller = caller("shop", incoming(shop), tls.keys(stranger.leaf("caller"), "stranger"));
        Message answer = caller.get("http://shop/");
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.value("x-mesher-code")).isEqualTo("tls.refused.by.peer");
        assertThat(answer.text()).contains("unknown_ca");
        shop.awaitLog("tls.unknown.issuer");
    }

    @Test
    void anInstanceThatSpeaksPlainTextIsNeverCalledInPlainText() throws IOException {
        MesherProcess caller = caller("shop", "127.0.0.1:" + application.port(), tls.keys("caller"));
        Message answer = caller.get("http://shop/");
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.value("x-mesher-code")).startsWith("tls.");
    }

    @Test
    void withoutKeysAnInstanceThatWantsTlsIsNotCalled() throws IOException {
        MesherProcess shop = shop(tls.keys("shop"));
        MesherProcess caller = caller("shop", incoming(shop), "");
        Message answer = caller.get("http://shop/");
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.text()).contains("has no keys");
    }

    private String ask(MesherProcess shop, @Nullable Issued as) throws Exception {
        try (SSLSocket socket = (SSLSocket) tls.client(as)
                .getSocketFactory()
                .createSocket(shop.incoming().getAddress(), shop.incoming().getPort())) {
            socket.setSoTimeout(120_000);
            socket.getOutputStream()
                    .write(head("GET / HTTP/1.1", "Host: shop", "Connection: close")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"boringssl", "jdk"})
    void callersMustShowACertificate(String engine) throws Exception {
        MesherProcess shop = shop(tls.keys("shop") + "mesher.tls.engine: " + engine + "\n");
        assertThat(ask(shop, tls.authority.leaf("someone"))).startsWith("HTTP/1.1 200");
        assertThatThrownBy(() -> ask(shop, null)).isInstanceOf(SSLException.class);
        shop.awaitLog("tls.no.certificate");
    }

    @Test
    void callersMayBeAskedForNoCertificate() throws Exception {
        MesherProcess shop = shop(tls.keys("shop") + "mesher.tls.clientCertificate: none\n");
        assertThat(ask(shop, null)).startsWith("HTTP/1.1 200");
    }

    @Test
    void plainHttpOnAStrictPortIsToldSo() throws IOException {
        MesherProcess shop = shop(tls.keys("shop"));
        Message answer = shop.askIn(head("GET / HTTP/1.1", "Host: shop"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.value("x-mesher-code")).isEqualTo("tls.wanted");
        assertThat(answer.text()).contains("https://");
    }

    @Test
    void aPermissivePortTakesBoth() throws Exception {
        MesherProcess shop = shop(tls.keys("shop") + "mesher.tls.mode: permissive\n");
        assertThat(shop.askIn(head("GET / HTTP/1.1", "Host: shop")).text()).isEqualTo("echo ");
        assertThat(ask(shop, tls.authority.leaf("someone"))).startsWith("HTTP/1.1 200");
    }

    @Test
    void aKeyThatDoesNotFitEndsTheStart() throws Exception {
        String keys = tls.keys("shop");
        tls.keys("other");
        Files.copy(home.resolve("tls/other.key"), home.resolve("tls/shop.key"), StandardCopyOption.REPLACE_EXISTING);
        try (MesherProcess shop = new MesherSetup(home.resolve("shop"))
                .name("shop")
                .incoming(application.port())
                .yaml(keys)
                .launch()) {
            assertThat(shop.awaitExit()).isEqualTo(78);
            assertThat(shop.log()).contains("shop.key").contains("mesher.tls.");
        }
    }

    @Test
    void aRenewedCertificateIsUsedWithoutARestartAndNoCallFails() throws Exception {
        MesherProcess shop = shop(tls.keys("shop"));
        MesherProcess caller = caller("shop", incoming(shop), tls.keys("caller"));
        Issued renewed = tls.authority.leaf("shop");
        tls.keys(renewed, "shop");
        while (!serial(shop).equals(renewed.certificate().getSerialNumber())) {
            Message answer = caller.get("http://shop/");
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        }
        assertThat(caller.get("http://shop/").status()).isEqualTo(200);
        assertThat(shop.admin("/metrics").text())
                .contains("mesher_tls_reloads_total{use=\"mesher.tls\",result=\"ok\"} 1");
    }

    private BigInteger serial(MesherProcess shop) throws Exception {
        try (SSLSocket socket = (SSLSocket) tls.client(tls.authority.leaf("someone"))
                .getSocketFactory()
                .createSocket(shop.incoming().getAddress(), shop.incoming().getPort())) {
            socket.setSoTimeout(120_000);
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
        }
    }
}
