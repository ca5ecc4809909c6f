package io.mesher.registry.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.telemetry.HostedRegistryStatus;
import io.mesher.net.file.DiskThread;
import io.mesher.net.loop.EventLoop;
import io.mesher.registry.log.CapturedLog;
import io.mesher.testkit.Ports;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RegistryHostTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private final List<Throwable> defects = new CopyOnWriteArrayList<>();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final DiskThread disk = new DiskThread();
    private InetSocketAddress address;

    @BeforeEach
    void takePort() {
        address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), Ports.free());
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable part : opened.reversed()) {
            part.close();
        }
        assertThat(defects).isEmpty();
    }

    @Test
    void onlyOneHostsAndAnotherTakesOverWhenItEnds() {
        RegistryHost first = host("first");
        awaitRegistry();
        register("of-the-first");
        assertThat(first.status()).isEqualTo(new HostedRegistryStatus(1, 0, 0, 0));
        RegistryHost second = host("second");
        assertThat(second.status()).isNull();

        first.close();

        awaitRegistry();
        assertThat(get("/v4/default/registry/microservices"))
                .as("of a new, empty registry")
                .doesNotContain("of-the-first");
        assertThat(second.status()).isEqualTo(HostedRegistryStatus.EMPTY);
    }

    @Test
    void whoTakesOverLeavesItsOwnOlderSnapshotAlone() {
        RegistryHost earlier = host("taker");
        awaitRegistry();
        register("older");
        earlier.close();
        assertThat(folder.resolve("taker/registry.json")).exists();

        RegistryHost between = host("between");
        awaitRegistry();
        register("newer");
        CapturedLog.clear();
        host("taker");
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> !CapturedLog.lines("using the registry that runs on 127.0.0.1:")
                        .isEmpty());
        between.close();

        awaitRegistry();
        assertThat(get("/v4/default/registry/microservices"))
                .doesNotContain("older")
                .doesNotContain("newer");
    }

    @Test
    void aRestartForgetsNothingWhenNobodyTookOver() throws IOException {
        RegistryHost before = host("same");
        awaitRegistry();
        register("kept");
        before.close();
        assertThat(Files.readString(folder.resolve("same/registry.json"))).contains("kept");

        host("same");

        awaitRegistry();
        assertThat(get("/v4/default/registry/microservices")).contains("kept");
    }

    @Test
    void waitsWhileAnotherProgramHasThePort() throws IOException {
        try (ServerSocket other = new ServerSocket()) {
            other.bind(address);
            host("waiting");
        }

        awaitRegistry();
    }

    @Test
    void closesWithoutHavingBeenStarted() {
        EventLoop loop = new EventLoop("unused", defects::add);
        opened.add(loop);

        new RegistryHost(loop, settings("unused"), defects::add, disk).close();

        assertThat(folder.resolve("unused")).doesNotExist();
    }

    private RegistryHost host(String name) {
        EventLoop loop = new EventLoop(name, defects::add);
        RegistryHost host = new RegistryHost(loop, settings(name), defects::add, disk);
        opened.add(loop);
        opened.add(host);
        loop.start();
        host.start();
        return host;
    }

    private RegistryServerSettings settings(String name) {
        return new RegistryServerSettings(address, folder.resolve(name), null, List.of(), "1.2.3");
    }

    private void awaitRegistry() {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> get("/v4/default/registry/health").startsWith("HTTP/1.1 200"));
    }

    private void register(String service) {
        String json = "{\"service\":{\"serviceName\":\"" + service + "\",\"appId\":\"default\",\"version\":\"1.0.0\"}}";
        assertThat(ask("POST /v4/default/registry/microservices HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + "Content-Length: " + json.length() + "\r\n\r\n" + json))
                .startsWith("HTTP/1.1 200");
    }

    private String get(String path) {
        return ask("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    /** The whole answer, or nothing where nobody answers. */
    private String ask(String request) {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(120_000);
            socket.connect(address, 1_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException _) {
            return "";
        }
    }
}
