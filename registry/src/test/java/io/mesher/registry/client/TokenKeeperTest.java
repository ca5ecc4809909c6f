package io.mesher.registry.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.catalog.LookupResult;
import io.mesher.core.config.RegistryConfig.Account;
import io.mesher.registry.log.CapturedLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenKeeperTest {
    private static final String LOG_IN = "POST /v4/token";

    @TempDir
    Path directory;

    private ClientFixture fixture;
    private FakeRegistry registry;

    @BeforeEach
    void setUp() {
        fixture = new ClientFixture(directory);
        fixture.account = new Account("mesher", "se\"cret");
        registry = fixture.registry;
        registry.hasUp("order", 1);
    }

    private String authorization() {
        String fields = registry.requests.getLast().fields();
        int at = fields.indexOf("Authorization: ");
        return at < 0 ? "" : fields.substring(at);
    }

    @Test
    void logsInOnceAndSendsTheTokenWithEveryCall() {
        fixture.watch = true;
        fixture.start();
        fixture.lookUp("order");
        fixture.advanceSeconds(100);
        assertThat(registry.requests(LOG_IN))
                .singleElement()
                .satisfies(request -> assertThat(FakeRegistry.body(request))
                        .isEqualTo("{\"name\":\"mesher\",\"password\":\"se\\\"cret\"}"));
        assertThat(registry.requests.stream()
                        .filter(request -> !request.target().equals("/v4/token")))
                .hasSizeGreaterThan(5)
                .allSatisfy(request -> assertThat(request.fields()).endsWith("Authorization: Bearer t1\r\n"));
        assertThat(registry.socket("/watcher").request.fields()).endsWith("Authorization: Bearer t1\r\n");
    }

    @Test
    void logsInOnceForManyCallsAtTheSameTime() {
        fixture.started();
        registry.overrule(LOG_IN, Reply.answer(200, "{\"token\":\"t2\"}"));
        registry.overrides.put(
                "GET /instances?",
                request -> request.fields().contains("t2")
                        ? Reply.error("400012", "m", "provider does not exist")
                        : Reply.error("401205", "Token is expired", ""));
        List<AtomicReference<LookupResult>> results = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            results.add(fixture.ask("name" + i));
        }
        fixture.timing.run();
        assertThat(results).allSatisfy(result -> assertThat(result.get()).isEqualTo(new LookupResult.NoSuchService()));
        assertThat(registry.requests(LOG_IN)).hasSize(1);
    }

    @Test
    void renewsTheTokenBeforeItEnds() {
        fixture.started();
        fixture.advance(Duration.ofHours(9));
        assertThat(registry.requests(LOG_IN)).isEmpty();
        registry.overrule(LOG_IN, Reply.answer(200, "{\"token\":\"t2\"}"));
        fixture.advance(Duration.ofMinutes(61));
        assertThat(registry.requests(LOG_IN)).hasSize(1);
        assertThat(authorization()).contains("t2");
    }

    @Test
    void usesTheOldTokenWhileTheLogInDoesNotAnswer() {
        fixture.started();
        registry.overrule(LOG_IN, Reply.error("500003", "Internal server error", ""));
        fixture.advance(Duration.ofHours(11));
        assertThat(authorization()).contains("t1");
        assertThat(fixture.lookUp("order")).isEqualTo(new LookupResult.Found());
    }

    @Test
    void logsInAgainWhenTheTokenIsRefused() {
        fixture.started();
        registry.overrule(LOG_IN, Reply.answer(200, "{\"token\":\"t2\"}"));
        registry.overrides.put(
                "GET /instances?",
                request -> request.fields().contains("t2")
                        ? Reply.error("400012", "m", "provider does not exist")
                        : Reply.error("401205", "Token is expired", ""));
        assertThat(fixture.lookUp("ghost")).isEqualTo(new LookupResult.NoSuchService());
        assertThat(registry.requests(LOG_IN)).hasSize(1);
        assertThat(registry.requests("GET /instances?")).hasSize(2);
    }

    @Test
    void triesOnlyOnceWithANewToken() {
        fixture.started();
        registry.overrule("GET /instances?", Reply.error("401201", "Request unauthorized", ""));
        assertThat(fixture.lookUp("order"))
                .isInstanceOfSatisfying(
                        LookupResult.Unavailable.class,
                        unavailable -> assertThat(unavailable.cause()).contains("401201"));
        assertThat(registry.requests("GET /instances?")).hasSize(2);
        assertThat(registry.requests(LOG_IN)).hasSize(1);
    }

    @Test
    void saysWhichKeysAreWrongWhenTheAccountIsRefusedAndDoesNotGetItBlocked() {
        registry.overrule(LOG_IN, Reply.error("401202", "User name or password is wrong", ""));
        fixture.start();
        fixture.advanceSeconds(300);
        assertThat(registry.requests(LOG_IN).size()).isLessThan(9);
        assertThat(registry.requests)
                .isNotEmpty()
                .allMatch(request -> request.target().equals("/v4/token"));
        assertThat(CapturedLog.lines("refuses the account mesher"))
                .singleElement()
                .asString()
                .startsWith("ERROR")
                .contains("401", "servicecomb.credentials.account.name", "servicecomb.credentials.account.password")
                .doesNotContain("se\"cret");
        assertThat(fixture.lookUp("order"))
                .isInstanceOfSatisfying(
                        LookupResult.Unavailable.class,
                        unavailable -> assertThat(unavailable.cause()).contains("servicecomb.credentials.account"));
        registry.overrides.clear();
        fixture.advanceSeconds(700);
        assertThat(registry.knowsInstance).isTrue();
    }

    @Test
    void goesWithoutWhereTheRegistryHasNoLogIn() {
        registry.overrule(LOG_IN, Reply.answer(404, "404 page not found\n"));
        fixture.start();
        assertThat(registry.knowsInstance).isTrue();
        assertThat(authorization()).isEmpty();
        assertThat(CapturedLog.lines("has no log-in")).hasSize(1);
    }

    @Test
    void doesNotPutATokenIntoAFieldThatWouldEndIt() {
        registry.overrule(LOG_IN, Reply.answer(200, "{\"token\":\"a\\r\\nX: y\"}"));
        fixture.start();
        assertThat(registry.requests)
                .isNotEmpty()
                .allMatch(request -> !request.fields().contains("X: y"));
        assertThat(registry.knowsInstance).isFalse();
    }
}
