package io.mesher.registry.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.config.RegistryConfig.Account;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenEndpointTest {
    private static final Account ACCOUNT = new Account("root", "Golden@2026a");
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    private Path folder;

    @Test
    void tokenOpensWhatIsClosed() {
        try (RegistryFixture registry = new RegistryFixture(folder, ACCOUNT)) {
            String token = RegistryFixture.field(
                    registry.post("/v4/token", "{\"name\":\"root\",\"password\":\"Golden@2026a\"}"), "token");
            Map<String, String> fields = Map.of("Authorization", "Bearer " + token);

            assertThat(registry.send("GET", "/v4/default/registry/microservices", fields, "")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(registry.get("/v4/default/registry/microservices").statusCode())
                    .isEqualTo(401);
            assertThat(registry.get("/v4/default/registry/health/readiness").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void guessingPasswordsIsSlow() {
        try (RegistryFixture registry = new RegistryFixture(folder, ACCOUNT)) {
            String wrong = "{\"name\":\"root\",\"password\":\"x\"}";
            for (int i = 0; i < Logins.MAX_FAILURES; i++) {
                assertThat(registry.post("/v4/token", wrong).statusCode()).isEqualTo(401);
            }
            HttpResponse<String> blocked =
                    registry.post("/v4/token", "{\"name\":\"root\",\"password\":\"Golden@2026a\"}");
            assertThat(blocked.statusCode()).isEqualTo(429);
            assertThat(blocked.body()).contains("\"errorCode\":\"403201\"");
        }
    }

    @Test
    void blockEndsAfterAMinute() {
        Logins logins = new Logins();
        InetAddress peer = InetAddress.getLoopbackAddress();
        for (int i = 0; i < Logins.MAX_FAILURES; i++) {
            assertThat(logins.isBlocked(peer, i * SECOND)).isFalse();
            logins.failed(peer, i * SECOND);
        }

        assertThat(logins.isBlocked(peer, 68 * SECOND)).isTrue();
        assertThat(logins.isBlocked(InetAddress.ofLiteral("127.0.0.2"), 68 * SECOND))
                .isFalse();
        assertThat(logins.isBlocked(peer, 69 * SECOND)).isFalse();
    }

    @Test
    void rareFailuresNeverBlock() {
        Logins logins = new Logins();
        InetAddress peer = InetAddress.getLoopbackAddress();
        for (int i = 0; i < 100; i++) {
            logins.failed(peer, i * 10L * SECOND);
            assertThat(logins.isBlocked(peer, i * 10L * SECOND)).isFalse();
        }
    }

    @Test
    void tokensEndAndCannotBeForged() {
        IssuedTokens tokens = new IssuedTokens(ACCOUNT);
        String token = tokens.issue(4_000_000_000L);

        assertThat(tokens.refusal("Bearer " + token, 3_999_999_999L)).isNull();
        assertThat(new IssuedTokens(ACCOUNT).refusal("Bearer " + token, 1)).isNull();
        assertThat(tokens.refusal("Bearer " + token, 4_000_000_000L))
                .hasFieldOrPropertyWithValue("errorCode", "401205");
        String longer = token.replace(
                token.split("\\.", -1)[1], tokens.issue(5_000_000_000L).split("\\.", -1)[1]);
        assertThat(tokens.refusal("Bearer " + longer, 1)).hasFieldOrPropertyWithValue("errorCode", "401201");
        assertThat(new IssuedTokens(new Account("root", "other")).refusal("Bearer " + token, 1))
                .hasFieldOrPropertyWithValue("errorCode", "401201");
        assertThat(tokens.refusal("Bearer ..", 1)).hasFieldOrPropertyWithValue("errorCode", "401201");
        assertThat(tokens.refusal("Bearer a.b.!", 1)).hasFieldOrPropertyWithValue("errorCode", "401201");
    }
}
