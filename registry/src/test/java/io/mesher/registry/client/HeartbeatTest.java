package io.mesher.registry.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.config.RegistryConfig.HeartbeatMode;
import io.mesher.registry.log.CapturedLog;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeartbeatTest {
    private static final String HEARTBEAT =
            "PUT /microservices/sid/instances/" + ClientFixture.INSTANCE_ID + "/heartbeat";

    @TempDir
    Path directory;

    private ClientFixture fixture;
    private FakeRegistry registry;

    @BeforeEach
    void setUp() {
        fixture = new ClientFixture(directory);
        registry = fixture.registry;
    }

    @Test
    void renewsTheLeaseEachIntervalFirstAfterOne() {
        fixture.start();
        fixture.advanceSeconds(26);
        assertThat(registry.requests(HEARTBEAT)).isEmpty();
        fixture.advanceSeconds(300);
        assertThat(registry.requests(HEARTBEAT)).as("each 27 to 30 s").hasSizeBetween(10, 12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"400017", "400012", "403001", "404000"})
    void registersAgainAtOnceWhenTheInstanceIsMissing(String code) {
        fixture.started();
        registry.overrule("PUT /heartbeat", Reply.error(code, "m", "d"));
        fixture.advanceSeconds(31);
        assertThat(registry.requests(HEARTBEAT)).hasSize(1);
        assertThat(registry.requests("POST /sid/instances")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"401201", "429000", "500003"})
    void keepsTheRegistrationWhenTheRegistryIsOnlyBusy(String code) {
        fixture.started();
        registry.overrule("PUT /heartbeat", Reply.error(code, "m", "d"));
        fixture.advanceSeconds(60);
        assertThat(registry.requests(HEARTBEAT).size()).isGreaterThan(2);
        assertThat(registry.requests("POST /sid/instances")).isEmpty();
    }

    @Test
    void keepsTryingWhileTheRegistryIsUnreachable() {
        fixture.started();
        registry.refusing.add(ClientFixture.FIRST);
        fixture.advanceSeconds(60);
        registry.refusing.clear();
        registry.requests.clear();
        fixture.advanceSeconds(30);
        assertThat(registry.requests(HEARTBEAT)).isNotEmpty();
        assertThat(registry.requests("POST /sid/instances")).isEmpty();
    }

    @Test
    void isPingedByTheRegistryInsteadOfSendingRequests() {
        fixture.heartbeatMode = HeartbeatMode.WEB_SOCKET;
        fixture.start();
        FakeSocket socket = registry.socket("/instances/" + ClientFixture.INSTANCE_ID + "/heartbeat");
        for (int i = 0; i < 5; i++) {
            fixture.advanceSeconds(30);
            socket.listener.onPing();
        }
        assertThat(registry.requests(HEARTBEAT)).isEmpty();
        assertThat(registry.sockets).hasSize(1);
        assertThat(socket.pings).as("a client's ping would stop the registry's").isZero();
    }

    @Test
    void registersAgainWhenTheWebSocketSaysThatTheInstanceIsMissing() {
        fixture.heartbeatMode = HeartbeatMode.WEB_SOCKET;
        fixture.started();
        registry.socket("/heartbeat").closes(4001, "heartbeat reporting failed because the instance does not exist");
        fixture.timing.run();
        assertThat(registry.requests("POST /sid/instances")).hasSize(1);
        assertThat(registry.sockets).hasSize(2);
    }

    @Test
    void sendsRequestsWhereTheWebSocketIsRefused() {
        fixture.heartbeatMode = HeartbeatMode.WEB_SOCKET;
        registry.takesSockets = false;
        fixture.start();
        fixture.advanceSeconds(100);
        assertThat(registry.sockets).hasSize(1);
        assertThat(registry.requests(HEARTBEAT)).hasSizeBetween(4, 5);
        assertThat(CapturedLog.lines("accepts no heartbeat by WebSocket")).hasSize(1);
    }

    @Test
    void opensTheWebSocketAgainWhenTheRegistryWasAway() {
        fixture.heartbeatMode = HeartbeatMode.WEB_SOCKET;
        fixture.started();
        registry.refusing.add(ClientFixture.FIRST);
        registry.socket("/heartbeat").closes(1006, "reset");
        fixture.advanceSeconds(45);
        registry.refusing.clear();
        fixture.advanceSeconds(60);
        assertThat(registry.socket("/heartbeat").ended).isFalse();
        assertThat(CapturedLog.lines("accepts no heartbeat")).isEmpty();
    }

    @Test
    void sendsRequestWhenThePingsStop() {
        fixture.heartbeatMode = HeartbeatMode.WEB_SOCKET;
        fixture.started();
        FakeSocket first = registry.socket("/heartbeat");
        fixture.advanceSeconds(76);
        assertThat(first.ended).isTrue();
        assertThat(registry.requests(HEARTBEAT)).hasSize(1);
        assertThat(registry.sockets).hasSize(2);
    }
}
