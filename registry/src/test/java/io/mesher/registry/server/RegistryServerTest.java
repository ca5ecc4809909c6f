package io.mesher.registry.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mesher.net.loop.EventLoop;
import io.mesher.registry.log.CapturedLog;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryServerTest {
    private static final String SERVICES = "/v4/default/registry/microservices";

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("registry.json");
    }

    @Test
    void addressInUseIsToldToTheCaller() {
        try (RegistryFixture registry = new RegistryFixture(folder);
                EventLoop loop = new EventLoop("other", _ -> {})) {
            RegistryServerSettings settings =
                    new RegistryServerSettings(registry.address(), folder.resolve("other"), null, List.of(), "0.2.0");

            assertThatThrownBy(() -> RegistryServer.open(loop, settings, _ -> {}, Runnable::run))
                    .isInstanceOf(BindException.class);
            assertThat(folder.resolve("other")).doesNotExist();
        }
    }

    @Test
    void endRightAfterTheStartKeepsWhatWasSaved() throws IOException {
        try (RegistryFixture registry = new RegistryFixture(folder)) {
            registry.service("order");
        }
        for (int i = 0; i < 20; i++) {
            new RegistryFixture(folder).close();
        }
        assertThat(Files.readString(file())).contains("\"order\"");
    }

    @Test
    void offLoopbackAnAccountIsNeeded() {
        InetSocketAddress everywhere = new InetSocketAddress("0.0.0.0", 0);
        assertThatThrownBy(() -> new RegistryServerSettings(everywhere, folder, null, List.of(), "0.2.0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("servicecomb.credentials.account");
    }

    @Test
    void restartForgetsNothing() {
        String service;
        try (RegistryFixture registry = new RegistryFixture(folder)) {
            service = registry.service("order");
            registry.instance(service, "a");
        }
        try (RegistryFixture registry = new RegistryFixture(folder)) {
            assertThat(registry.put(SERVICES + "/" + service + "/instances/a/heartbeat", "")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(registry.get(SERVICES).body()).contains("\"order\"").doesNotContain("SERVICECENTER");
            assertThat(registry.get("/health").body()).containsOnlyOnce("instanceId");
        }
    }

    @Test
    void changesAreSavedSoonWithoutAnEnd() throws IOException {
        try (RegistryFixture registry = new RegistryFixture(folder)) {
            registry.service("order");
            await().until(() -> Files.exists(file()) && Files.readString(file()).contains("\"order\""));
            registry.service("payment");
            await().until(() -> Files.readString(file()).contains("\"payment\""));
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(file(), folder.resolve("registry.lock"));
        }
    }

    @Test
    void corruptSnapshotIsSetAside() throws IOException {
        Files.writeString(file(), "{\"format\":\"1\",\"services\":[{");
        try (RegistryFixture registry = new RegistryFixture(folder)) {
            assertThat(registry.get(SERVICES).body()).isEqualTo("{}");
            registry.service("order");
        }
        assertThat(Files.readString(file())).contains("\"order\"");
        assertThat(aside()).hasContent("{\"format\":\"1\",\"services\":[{");
    }

    @Test
    void contradictorySnapshotIsSetAside() throws IOException {
        String service = "{\"domain\":\"default\",\"project\":\"default\",\"service\":{\"serviceId\":\"same\","
                + "\"serviceName\":\"%s\",\"appId\":\"a\",\"version\":\"1\"}}";
        String text = "{\"format\":\"1\",\"services\":[" + service.replace("%s", "x") + "," + service.replace("%s", "y")
                + "]}";
        Files.writeString(file(), text);
        try (RegistryFixture registry = new RegistryFixture(folder)) {
            assertThat(registry.get(SERVICES).body()).isEqualTo("{}");
        }
        assertThat(aside()).hasContent(text);
    }

    private Path aside() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(path -> path.getFileName().toString().matches("registry\\.json\\.corrupt-\\d+"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void unwritableFolderOnlyCostsTheSnapshot() throws IOException {
        Path blocked = Files.writeString(folder.resolve("file"), "not a folder");
        try (RegistryFixture registry = new RegistryFixture(blocked.resolve("data"))) {
            String service = registry.service("order");
            registry.instance(service, "a");
            assertThat(registry.get(SERVICES + "/" + service + "/instances/a").statusCode())
                    .isEqualTo(200);
        }
        assertThat(blocked).hasContent("not a folder");
    }

    @Test
    void secondRegistryLeavesTheSnapshotOfTheFirstAlone() throws IOException {
        try (RegistryFixture first = new RegistryFixture(folder)) {
            first.service("order");
            await().until(() -> Files.exists(file()));
            CapturedLog.clear();
            try (RegistryFixture second = new RegistryFixture(folder)) {
                second.service("payment");
            }
            assertThat(Files.readString(file())).contains("\"order\"").doesNotContain("\"payment\"");
            assertThat(CapturedLog.lines("another registry keeps its snapshot in " + folder))
                    .hasSize(1);
        }
        try (RegistryFixture next = new RegistryFixture(folder)) {
            next.service("payment");
        }
        assertThat(Files.readString(file())).contains("\"order\"", "\"payment\"");
    }

    @Test
    void unwritableFolderIsToldAtTheStart() throws IOException {
        CapturedLog.clear();
        Path blocked = Files.writeString(folder.resolve("file"), "not a folder");
        try (RegistryFixture registry = new RegistryFixture(blocked.resolve("data"))) {
            registry.get("/health");
            assertThat(CapturedLog.lines("check that the folder is writable")).hasSize(1);
        }
    }
}
