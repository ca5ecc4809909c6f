package io.mesher.it.component;

import static io.mesher.it.component.Message.head;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the admin port of a whole Mesher shows and does. */
@Timeout(600)
class AdminPortTest {
    private static final String TOKEN = "0123456789abcdef0123";

    @TempDir
    private Path home;

    private static Message post(MesherProcess mesher, String path, String json, String... fields) throws IOException {
        try (Wire wire = Wire.to(new InetSocketAddress(
                InetAddress.ofLiteral("127.0.0.1"), mesher.admin().getPort()))) {
            return wire.ask("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + String.join("", fields) + "Content-Length: " + json.length() + "\r\n\r\n" + json);
        }
    }

    @Test
    void showsCatalogConnectionsAndConfiguration() throws Exception {
        try (Application app = Application.saying("hello");
                MesherProcess mesher = new MesherSetup(home)
                        .service("app", app.address())
                        .environment("mesher_admin_token", TOKEN)
                        .start();
                Wire caller = mesher.callOut()) {
            assertThat(caller.ask(head("GET http://app/ HTTP/1.1", "Host: app")).text())
                    .isEqualTo("hello");

            assertThat(mesher.admin("/v1/mesher/catalog").text())
                    .contains(
                            "\"service\": \"app\"",
                            "\"endpoint\": \"" + app.address() + "\"",
                            "\"from\": \"configuration\"");
            assertThat(mesher.admin("/v1/mesher/connections").text())
                    .contains(
                            "\"listener\": \"outgoing\",\n     \"open\": 1",
                            "\"state\": \"idle\"",
                            "\"endpoint\": \"" + app.address()
                                    + "\",\n     \"open\": 1,\n     \"idle\": 1,\n     \"waiting\": 0")
                    .doesNotContain("\"answered\": false");
            assertThat(mesher.admin("/v1/mesher/config").text())
                    .contains(
                            "\"filesChangedSinceStart\": false",
                            "\"key\": \"mesher.services.app\"",
                            "conf/mesher.yaml:2\"",
                            "\"value\": \"(hidden)\",\n   \"source\": \"environment mesher_admin_token\"")
                    .doesNotContain(TOKEN);
            assertThat(mesher.admin("/v1/mesher/telemetry").status()).isEqualTo(200);
            assertThat(mesher.admin("/openapi.json").text()).contains("\"openapi\": \"3.1.0\"");
            assertThat(mesher.log()).doesNotContain(TOKEN);
        }
    }

    @Test
    void logsMoreForAWhile() throws Exception {
        try (MesherProcess mesher = new MesherSetup(home).start()) {
            assertThat(post(mesher, "/v1/mesher/log", "{\"level\":\"debug\",\"for\":\"1s\"}")
                            .status())
                    .isEqualTo(200);
            mesher.get("http://nowhere/");
            mesher.awaitLog("DEBUG");
            mesher.awaitLog("log level INFO");
            String before = mesher.log();
            mesher.get("http://nowhere/");
            assertThat(mesher.log()).isEqualTo(before);
        }
    }

    @Test
    void drainsAndServesOnUntilItIsReadyAgain() throws Exception {
        try (Application app = Application.saying("hello");
                MesherProcess mesher =
                        new MesherSetup(home).service("app", app.address()).start()) {
            assertThat(post(mesher, "/v1/mesher/drain", "").text()).contains("draining");
            assertThat(post(mesher, "/v1/mesher/drain", "{\"drain\":true}").text())
                    .contains("draining");
            Message probe = mesher.admin("/readyz");
            assertThat(probe.status()).isEqualTo(503);
            assertThat(probe.text()).isEqualTo("draining");
            assertThat(mesher.admin("/startupz").status()).isEqualTo(200);
            assertThat(mesher.get("http://app/").text()).isEqualTo("hello");

            assertThat(post(mesher, "/v1/mesher/drain", "{\"drain\":false}").text())
                    .contains("serving");
            assertThat(mesher.admin("/readyz").status()).isEqualTo(200);
        }
    }

    @Test
    void endsInOrderWhenAskedTo() throws Exception {
        try (MesherProcess mesher = new MesherSetup(home)
                .environment("mesher_shutdown_notice", "1s")
                .start()) {
            assertThat(post(mesher, "/quitquitquit", "").text()).isEqualTo("ending\n");
            Awaitility.await().until(() -> mesher.admin("/readyz").status() == 503);
            assertThat(post(mesher, "/quitquitquit", "").text()).isEqualTo("ending already\n");
            assertThat(post(mesher, "/v1/mesher/drain", "{\"drain\":false}").status())
                    .isEqualTo(409);
            assertThat(mesher.awaitExit()).isZero();
            assertThat(mesher.log()).endsWith("stopped\n");
        }
    }

    @Test
    void offLoopbackTheTokenOpensIt() throws Exception {
        try (MesherProcess mesher = new MesherSetup(home)
                .admin("0.0.0.0:0")
                .yaml("mesher.admin.token: " + TOKEN + "\n")
                .start()) {
            assertThat(post(mesher, "/quitquitquit", "").status()).isEqualTo(401);
            assertThat(post(mesher, "/quitquitquit", "", "Authorization: Bearer " + TOKEN + "\r\n")
                            .status())
                    .isEqualTo(200);
            assertThat(mesher.awaitExit()).isZero();
        }
    }
}
