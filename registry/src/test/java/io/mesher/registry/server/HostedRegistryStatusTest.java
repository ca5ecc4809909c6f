package io.mesher.registry.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.core.telemetry.HostedRegistryStatus;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostedRegistryStatusTest {
    private static final String SERVICES = "/v4/default/registry/microservices/";

    @TempDir
    private Path folder;

    @Test
    void tellsWhatTheRegistryHolds() {
        try (RegistryFixture registry = new RegistryFixture(folder)) {
            assertThat(registry.get("/v4/default/registry/health").statusCode()).isEqualTo(200);
            assertThat(registry.status()).isEqualTo(new HostedRegistryStatus(0, 0, 0, 0));
            String order = registry.service("order");
            registry.service("web");
            registry.instance(order, "a");
            registry.instance(order, "b");
            assertThat(registry.status()).isEqualTo(new HostedRegistryStatus(2, 2, 0, 0));
            registry.send("DELETE", SERVICES + order + "/instances/a", Map.of(), "");
            assertThat(registry.status()).isEqualTo(new HostedRegistryStatus(2, 1, 0, 0));
        }
        try (RegistryFixture registry = new RegistryFixture(folder)) {
            await().untilAsserted(() -> assertThat(registry.status()).isEqualTo(new HostedRegistryStatus(2, 1, 0, 0)));
        }
    }

    @Test
    void countsOpenWatchers() {
        try (RegistryFixture registry = new RegistryFixture(folder)) {
            String web = registry.service("web");
            WebSocket first = registry.webSocket(SERVICES + web + "/watcher", new Frames());
            registry.webSocket(SERVICES + web + "/watcher", new Frames());
            await().until(() -> registry.status().watchers() == 2);
            first.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
            await().until(() -> registry.status().watchers() == 1);
            registry.stop();
        }
    }
}
