package io.mesher.app.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** As much of a sidecar as the demo needs, from the same files; and ways to fail. */
final class FakeSidecar {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final Path HOME = Path.of(System.getenv().getOrDefault("CHASSIS_HOME", ""));

    private final Map<String, Object> keys = new HashMap<>();

    private FakeSidecar(Path home) throws IOException {
        Path conf = home.resolve("conf");
        for (String file : List.of("chassis.yaml", "microservice.yaml", "mesher.yaml")) {
            flatten("", new Load(LoadSettings.builder().build()).loadFromString(Files.readString(conf.resolve(file))));
        }
    }

    public static void main(String[] arguments) throws IOException {
        new FakeSidecar(HOME).start(List.of(arguments));
    }

    private void start(List<String> options) throws IOException {
        String name = key("servicecomb.service.name");
        if (options.contains("--fail=" + name)) {
            System.err.println("fake failure of " + name);
            System.exit(3);
        }
        URI listen = URI.create("http://" + key("servicecomb.protocols.http.listenAddress"));
        for (String option : options) {
            if (option.startsWith("--lose-port=") && name.equals("client")) {
                losePort(Path.of(option.substring("--lose-port=".length())), listen.getPort());
            }
            if (option.startsWith("--note-end=")) {
                Path note = Path.of(option.substring("--note-end=".length()), name);
                Runtime.getRuntime()
                        .addShutdownHook(new Thread(() -> note.toFile().mkdir()));
            }
        }
        serveRegistry();
        URI admin = URI.create("http://" + key("servicecomb.protocols.rest-admin.listenAddress"));
        serve(
                "127.0.0.1",
                listen.getPort(),
                exchange -> forward(exchange, upstream(exchange.getRequestURI().getHost())));
        if (!listen.getHost().equals("127.0.0.1")) {
            String port = System.getenv("SERVICE_PORTS").replace("rest:", "");
            serve(listen.getHost(), listen.getPort(), exchange -> forward(exchange, "127.0.0.1:" + port));
        }
        if (!options.contains("--never-ready")) {
            serve(admin.getHost(), admin.getPort(), exchange -> {
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
        }
    }

    /** At the first start only: tells its port in a file, waits until that is gone, and fails. */
    private static void losePort(Path file, int port) throws IOException {
        Path told = file.resolveSibling("told");
        if (Files.exists(told)) {
            return;
        }
        Files.createFile(told);
        Files.writeString(file, port + "\n");
        while (Files.exists(file)) {
            LockSupport.parkNanos(1_000_000);
        }
        System.exit(1);
    }

    /** In place of a registry: the others' folders lie beside ours. */
    private static String upstream(String service) throws IOException {
        return new FakeSidecar(HOME.resolveSibling(service)).key("servicecomb.protocols.http.listenAddress");
    }

    /** As the registry would show all three, at the first that comes. */
    private void serveRegistry() throws IOException {
        URI registry = URI.create(key("servicecomb.registry.address"));
        try {
            serve(registry.getHost(), registry.getPort(), exchange -> {
                StringBuilder services = new StringBuilder();
                for (String service : List.of("client", "server1", "server2")) {
                    services.append(services.isEmpty() ? "" : ",")
                            .append("{\"microService\":{\"serviceName\":\"")
                            .append(service)
                            .append("\"},\"instances\":[{\"instanceId\":\"1\",\"endpoints\":[\"rest://")
                            .append(upstream(service))
                            .append("\"]}]}");
                }
                byte[] body = ("{\"allServicesDetail\":[" + services + "]}").getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
        } catch (BindException e) {
            // Another one serves it.
        }
    }

    private void forward(HttpExchange exchange, String upstream) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        "http://" + upstream + exchange.getRequestURI().getPath()))
                .header("Via", "1.1 fake-" + key("servicecomb.service.name"))
                .build();
        try (exchange) {
            HttpResponse<byte[]> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
            exchange.sendResponseHeaders(response.statusCode(), response.body().length);
            exchange.getResponseBody().write(response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void serve(String host, int port, HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", handler);
        server.start();
    }

    private String key(String name) {
        return keys.get(name).toString();
    }

    private void flatten(String prefix, Object node) {
        ((Map<?, ?>) node).forEach((name, value) -> {
            if (value instanceof Map) {
                flatten(prefix + name + ".", value);
            } else {
                keys.put(prefix + name, value);
            }
        });
    }

    static List<String> command(String... options) {
        return Jvm.command(FakeSidecar.class, options);
    }
}
