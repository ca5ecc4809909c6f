package io.mesher.registry.server;

import io.mesher.core.config.RegistryConfig.Account;
import io.mesher.core.telemetry.HostedRegistryStatus;
import io.mesher.net.file.DiskThread;
import io.mesher.net.loop.EventLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An embedded registry on a port and a loop of its own. Closing it checks that nothing failed on the loop. */
final class RegistryFixture implements AutoCloseable {
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final DiskThread disk = new DiskThread();
    private final EventLoop loop = new EventLoop("test-registry", failures::add);
    private final RegistryServer server;
    private boolean stopped;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    RegistryFixture(Path dataDir) {
        this(dataDir, null);
    }

    RegistryFixture(Path dataDir, @Nullable Account account) {
        RegistryServerSettings settings = new RegistryServerSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), dataDir, account, List.of(), "0.2.0");
        try {
            server = RegistryServer.open(loop, settings, failures::add, disk);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        loop.start();
        server.start(true);
    }

    InetSocketAddress address() {
        return server.address();
    }

    HostedRegistryStatus status() {
        return server.status();
    }

    String authority() {
        return "127.0.0.1:" + address().getPort();
    }

    HttpResponse<String> send(String method, String path, Map<String, String> fields, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + authority() + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        fields.forEach(request::setHeader);
        try {
            return client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> get(String path) {
        return send("GET", path, Map.of(), "");
    }

    HttpResponse<String> post(String path, String body) {
        return send("POST", path, Map.of(), body);
    }

    HttpResponse<String> put(String path, String body) {
        return send("PUT", path, Map.of(), body);
    }

    /** Registers a service of the application {@code shop}; gives its id. */
    String service(String name) {
        String body = "{\"service\":{\"appId\":\"shop\",\"serviceName\":\"" + name + "\",\"version\":\"1.0.0\"}}";
        return field(post("/v4/default/registry/microservices", body), "serviceId");
    }

    /** Registers an instance; gives its id. */
    String instance(String serviceId, String instanceId) {
        String body = "{\"instance\":{\"instanceId\":\"" + instanceId
                + "\",\"endpoints\":[\"rest://127.0.0.1:7001\"],\"hostName\":\"h\"}}";
        return field(post("/v4/default/registry/microservices/" + serviceId + "/instances", body), "instanceId");
    }

    /** Looks a service up as a consumer. */
    HttpResponse<String> find(String consumerId, String name) {
        return send(
                "GET",
                "/v4/default/registry/instances?appId=shop&version=0%2B&serviceName=" + name,
                Map.of("X-ConsumerId", consumerId),
                "");
    }

    static String field(HttpResponse<String> response, String name) {
        Object value = Tree.object(Tree.parse(response.body())).get(name);
        if (value == null) {
            throw new AssertionError("no " + name + " in " + response.statusCode() + " " + response.body());
        }
        return value.toString();
    }

    WebSocket webSocket(String path, WebSocket.Listener listener) {
        return client.newWebSocketBuilder()
                .connectTimeout(Duration.ofSeconds(10))
                .buildAsync(URI.create("ws://" + authority() + path), listener)
                .join();
    }

    /** Sends bytes as they are; gives all that is answered until the connection ends or 10 s without a byte. */
    String raw(String request) {
        try (Socket socket = new Socket(address().getAddress(), address().getPort())) {
            socket.setSoTimeout(120_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closes the server, once, before its loop and its callers. */
    void stop() {
        if (!stopped) {
            stopped = true;
            server.close();
        }
    }

    @Override
    public void close() {
        stop();
        client.shutdownNow();
        loop.close();
        if (!failures.isEmpty()) {
            throw new AssertionError("a defect", failures.getFirst());
        }
    }
}
