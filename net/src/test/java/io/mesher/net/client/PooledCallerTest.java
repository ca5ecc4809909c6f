package io.mesher.net.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.net.ApiServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PooledCallerTest {
    private final CallerFixture client = new CallerFixture();

    @AfterEach
    void stop() {
        client.close();
    }

    @Test
    void callsAnApi() {
        try (ApiServer server = new ApiServer((request, reply) -> reply.send(ApiServer.response(
                201,
                request.method() + " " + request.host() + " " + request.path() + " " + request.query() + " "
                        + request.field("a") + " " + new String(request.body(), StandardCharsets.UTF_8))))) {
            assertThat(client.finish(
                            CallerFixture.request("POST", server.port(), "/a%20b?c=d", "body", Duration.ofSeconds(20))))
                    .isEqualTo("201 POST 127.0.0.1 /a%20b c=d b body");
            assertThat(client.finish(CallerFixture.get(server.port(), "/"))).isEqualTo("201 GET 127.0.0.1 /  b ");
            assertThat(server.open).hasValue(1);
        }
    }
}
