package io.mesher.control.admin;

import static io.mesher.control.admin.RawResponse.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.control.admin.source.DrainControl;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may read and change what: where the port listens, whether there is a token, whether it is shown. */
@Timeout(600)
class AdminTokenTest {
    private static final String TOKEN = "0123456789abcdef";
    private static final String JSON = "Content-Type: application/json\r\n";

    private static AdminServer server(String listen, boolean withToken) throws IOException {
        return new AdminServer(listen, AdminServer.CLIENT, withToken ? TOKEN : "");
    }

    private static String field(String shown) {
        return switch (shown) {
            case "none" -> "";
            case "right" -> "Authorization: Bearer " + TOKEN + "\r\n";
            default -> "Authorization: Bearer " + TOKEN + "0\r\n";
        };
    }

    @ParameterizedTest
    @CsvSource({
        // listens on, has a token, shown; probe, read, change
        "127.0.0.1, false, none,  200, 200, 200",
        "127.0.0.1, false, right, 200, 200, 200",
        "127.0.0.1, true,  none,  200, 200, 401",
        "127.0.0.1, true,  wrong, 200, 200, 401",
        "127.0.0.1, true,  right, 200, 200, 200",
        "0.0.0.0,   false, none,  200, 403, 403",
        "0.0.0.0,   false, right, 200, 403, 403",
        "0.0.0.0,   true,  none,  200, 401, 401",
        "0.0.0.0,   true,  wrong, 200, 401, 401",
        "0.0.0.0,   true,  right, 200, 200, 200",
    })
    void letsThoseWhoMay(String listen, boolean withToken, String shown, int probe, int read, int change)
            throws IOException {
        try (AdminServer server = server(listen, withToken)) {
            String field = field(shown);
            for (String path : new String[] {
                "/livez",
                "/readyz",
                "/healthz",
                "/startupz",
                "/v1/mesher/health",
                "/v1/mesher/version",
                "/v1/mesher/metrics"
            }) {
                assertThat(status(server.get(path, field))).as(path).isEqualTo(probe);
            }
            for (String path : new String[] {
                "/",
                "/openapi.json",
                "/v1/mesher/catalog",
                "/v1/mesher/config",
                "/v1/mesher/drain",
                "/v1/mesher/log",
                "/v1/mesher/services",
                "/v1/mesher/telemetry"
            }) {
                assertThat(status(server.get(path, field))).as(path).isEqualTo(read);
            }
            assertThat(status(server.post("/v1/mesher/log", JSON + field, "{\"level\":\"warn\"}")))
                    .isEqualTo(change);
            assertThat(status(server.post("/v1/mesher/drain", JSON + field, "")))
                    .isEqualTo(change);
            assertThat(status(server.post("/quitquitquit", JSON + field, ""))).isEqualTo(change);
            // It ends behind the answer, but before the loop turns to a later request.
            server.get("/livez");
            assertThat(server.quits).hasValue(change == 200 ? 1 : 0);
            assertThat(server.state)
                    .isEqualTo(change == 200 ? DrainControl.State.DRAINING : DrainControl.State.SERVING);
        }
    }

    private static int status(RawResponse response) {
        return Integer.parseInt(response.statusLine().substring(9, 12));
    }

    @Test
    void saysHowToShowTheToken() throws IOException {
        try (AdminServer server = server("0.0.0.0", true)) {
            assertThat(server.get("/v1/mesher/config"))
                    .isEqualTo(text("401 Unauthorized", """
                            This requires the token in mesher.admin.token.
                            Send it: Authorization: Bearer <token>
                            """).withFieldBeforeLength("WWW-Authenticate: Bearer"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic 0123456789abcdef",
                "Bearer",
                "Bearer ",
                "Bearer 0123456789abcde",
                "Bearer 0123456789ABCDEF",
                "Bearer 0123456789abcdef, Bearer 0123456789abcdef",
                "0123456789abcdef"
            })
    void takesNothingElseForTheToken(String value) throws IOException {
        try (AdminServer server = server("0.0.0.0", true)) {
            assertThat(status(server.get("/v1/mesher/config", "Authorization: " + value + "\r\n")))
                    .isEqualTo(401);
        }
    }

    @Test
    void anEmptyTokenIsNone() throws IOException {
        try (AdminServer server = server("0.0.0.0", false)) {
            assertThat(status(server.get("/v1/mesher/config", "Authorization: Bearer \r\n")))
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Content-Type: text/plain\r\n",
                "Content-Type: application/x-www-form-urlencoded\r\n",
                "Content-Type: multipart/form-data; boundary=application/json\r\n",
                "Content-Type: text/plain, application/json\r\n",
                "Content-Type: application/jsonx\r\n"
            })
    void changesNothingForWhatAWebPageCanSend(String type) throws IOException {
        try (AdminServer server = server("127.0.0.1", false)) {
            for (String body : new String[] {"", "{}"}) {
                assertThat(status(server.post("/quitquitquit", type, body))).isEqualTo(415);
                assertThat(status(server.post("/v1/mesher/drain", type, body))).isEqualTo(415);
            }
            assertThat(server.quits).hasValue(0);
            assertThat(server.state).isEqualTo(DrainControl.State.SERVING);
        }
    }

    @Test
    void changesNothingForPagesOfOtherOrigins() throws IOException {
        try (AdminServer server = server("127.0.0.1", true)) {
            String fields = JSON + field("right") + "Origin: http://evil.example\r\n";
            assertThat(status(server.post("/quitquitquit", fields, "{}"))).isEqualTo(403);
            assertThat(status(server.ask("POST /quitquitquit HTTP/1.1\r\nHost: evil.example\r\n" + JSON + "\r\n")))
                    .isEqualTo(421);
            assertThat(server.quits).hasValue(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "Application/JSON; charset=utf-8"})
    void takesJson(String type) throws IOException {
        try (AdminServer server = server("127.0.0.1", false)) {
            assertThat(status(server.post("/quitquitquit", "Content-Type: " + type + "\r\n", "")))
                    .isEqualTo(200);
        }
    }
}
