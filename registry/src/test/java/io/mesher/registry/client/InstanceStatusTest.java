package io.mesher.registry.client;

import static io.mesher.registry.client.FakeRegistry.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.config.RegistrationConfig;
import io.mesher.net.client.CallRequest;
import io.mesher.registry.log.CapturedLog;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceStatusTest {
    private static final String INSTANCE =
            "/v4/default/registry/microservices/sid/instances/" + ClientFixture.INSTANCE_ID;

    @TempDir
    Path directory;

    private ClientFixture fixture;
    private FakeRegistry registry;

    @BeforeEach
    void setUp() {
        fixture = new ClientFixture(directory);
        registry = fixture.registry;
    }

    private void set(boolean up) {
        fixture.client.status(up);
        fixture.timing.run();
    }

    private List<String> told() {
        return registry.requests("PUT /status").stream()
                .map(CallRequest::target)
                .toList();
    }

    private static String value(String status) {
        return INSTANCE + "/status?value=" + status;
    }

    private String registered() {
        return body(registry.requests("POST /sid/instances").getLast());
    }

    @Test
    void tellsEachChangeInTheWordsOfTheOriginal() {
        fixture.started();
        set(false);
        set(true);
        assertThat(told()).containsExactly(value("DOWN"), value("UP"));
        assertThat(body(registry.requests("PUT /status").getFirst())).isEmpty();
    }

    @Test
    void tellsNothingWhileNothingChanges() {
        fixture.started();
        set(true);
        fixture.advanceSeconds(120);
        assertThat(told()).isEmpty();
        set(false);
        set(false);
        fixture.advanceSeconds(120);
        assertThat(told()).containsExactly(value("DOWN"));
    }

    @Test
    void upIsTheStatusThatWasConfigured() {
        fixture.registration =
                new RegistrationConfig("host1", null, "TESTING", false, Map.of(), Map.of(), List.of(), List.of(), null);
        fixture.started();
        set(false);
        set(true);
        assertThat(told()).containsExactly(value("DOWN"), value("TESTING"));
    }

    @Test
    void registersWithTheStatusOfThatTime() {
        registry.refusing.add(ClientFixture.FIRST);
        fixture.start();
        set(false);
        registry.refusing.clear();
        fixture.advanceSeconds(31);
        assertThat(registered()).contains("\"status\":\"DOWN\"");
        assertThat(told())
                .as("since a registry leaves an instance that it has as it is")
                .containsExactly(value("DOWN"));
    }

    @Test
    void registersAgainAsDownWhenTheRegistryHasLostIt() {
        fixture.started();
        set(false);
        registry.losesAll();
        registry.requests.clear();
        fixture.advanceSeconds(31);
        assertThat(registered()).contains("\"status\":\"DOWN\"");
        assertThat(told()).containsExactly(value("DOWN"));
    }

    @Test
    void noticesAtItThatTheRegistryHasLostTheInstance() {
        fixture.started();
        registry.losesAll();
        set(false);
        fixture.advanceSeconds(1);
        assertThat(registry.knowsInstance).isTrue();
        assertThat(registered()).contains("\"status\":\"DOWN\"");
    }

    @Test
    void tellsAgainWhenTheRegistryWasCutOffSinceItMayHaveAnOlderState() {
        fixture.started();
        set(false);
        registry.refusing.add(ClientFixture.FIRST);
        fixture.advanceSeconds(60);
        registry.refusing.clear();
        registry.requests.clear();
        fixture.advanceSeconds(31);
        assertThat(told()).containsExactly(value("DOWN"));
        assertThat(registry.requests("POST /sid/instances")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"400001", "401201", "403001", "500003"})
    void goesOnTryingAndComplainsOnce(String code) {
        fixture.started();
        registry.overrule("PUT /status", Reply.error(code, "m", "d"));
        set(false);
        fixture.advanceSeconds(120);
        assertThat(told().size()).isBetween(5, 20);
        assertThat(CapturedLog.lines("doesn't accept the status DOWN")).hasSize(1);
        registry.overrides.clear();
        registry.requests.clear();
        fixture.advanceSeconds(31);
        assertThat(told()).containsExactly(value("DOWN"));
    }

    @Test
    void theLastWordCountsWhileAnAnswerIsAwaited() {
        fixture.started();
        registry.overrides.put("PUT /status", _ -> new Reply.Hang());
        set(false);
        set(true);
        registry.overrides.clear();
        fixture.advanceSeconds(10);
        assertThat(told().getLast()).isEqualTo(value("UP"));
        fixture.advanceSeconds(120);
        assertThat(told().getLast()).isEqualTo(value("UP"));
    }

    @Test
    void tellsNothingOnceItIsUnregistered() {
        fixture.started();
        fixture.client.unregister(() -> {});
        fixture.timing.run();
        set(false);
        fixture.advanceSeconds(60);
        assertThat(told()).isEmpty();
    }

    @Test
    void tellsNothingWhereTheInstanceIsLeftToTheUser() {
        fixture.registerInstance = false;
        fixture.started();
        set(false);
        fixture.advanceSeconds(60);
        assertThat(told()).isEmpty();
    }
}
