package io.mesher.app;

import io.mesher.app.config.ConfigResult;
import io.mesher.app.log.Loggers;
import io.mesher.core.config.LogConfig;
import io.mesher.core.route.RouteTable;
import io.mesher.net.listen.TcpListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * {@code mesher train}: the run from which the launcher makes the start-up cache. Starts as a user's Mesher would, from files,
 * and sends requests of all kinds through itself, so that the classes of the first real request are in the cache.
 */
final class Training {
    private static final int ROUNDS = 200;
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int MAX_TRIES = 100;

    private Training() {}

    static int run(Loggers loggers) {
        Main.prepare();
        try (ServerSocket application = new ServerSocket()) {
            application.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Thread answering = new Thread(() -> answer(application), "application");
            answering.setDaemon(true);
            answering.start();
            Path home = Files.createTempDirectory("mesher-train");
            try {
                return train(home, application.getLocalPort(), freePort(), loggers);
            } finally {
                delete(home);
            }
        } catch (IOException | StartFailure | InterruptedException e) {
            System.err.println("training: " + e.getMessage());
            return ExitCode.FAILURE;
        }
    }

    private static int train(Path home, int port, int registryPort, Loggers loggers)
            throws IOException, StartFailure, InterruptedException {
        Path conf = Files.createDirectory(home.resolve("conf"));
        Files.writeString(conf.resolve("chassis.yaml"), """
                servicecomb:
                  protocols:
                    http: {listenAddress: "127.0.0.1:0"}
                    rest-admin: {listenAddress: "127.0.0.1:0"}
                  registry: {type: embedded, address: "http://127.0.0.1:%d"}
                """.formatted(registryPort));
        Files.writeString(conf.resolve("microservice.yaml"), "servicecomb: {service: {name: training}}\n");
        Path own = conf.resolve("mesher.yaml");
        Files.writeString(own, mesher(port, ""));
        List<String> flags = List.of("train", "--service-ports=rest:" + port).subList(1, 2);
        Function<RouteTable, ConfigResult> loader = Main.loader(flags, environment(home), home);
        ConfigResult.Loaded loaded = load(loader);
        loggers.configure(
                new LogConfig(LogConfig.Level.INFO, loaded.config().log().format()));
        try (Mesher mesher = Main.start(loaded, loader)) {
            InetSocketAddress outgoing = mesher.listeners().outgoing().address();
            for (int i = 0; i < ROUNDS; i++) {
                send(outgoing, "GET http://server/hello HTTP/1.1\r\nHost: server\r\nConnection: close\r\n\r\n");
            }
            register(registryPort, port);
            send(outgoing, "GET http://registered/hello HTTP/1.1\r\nHost: registered\r\nConnection: close\r\n\r\n");
            send(outgoing, "GET http://unregistered/ HTTP/1.1\r\nHost: unregistered\r\nConnection: close\r\n\r\n");
            send(
                    outgoing,
                    "POST http://server:80/hello HTTP/1.1\r\nHost: server:80\r\nContent-Length: 2\r\n"
                            + "Connection: close\r\n\r\nhi");
            send(outgoing, "GET http://none/hello HTTP/1.1\r\nHost: none\r\nConnection: close\r\n\r\n");
            send(outgoing, "GET /hello HTTP/1.1\r\nHost: none\r\nConnection: close\r\n\r\n");
            askAdmin(mesher);
        }
        // A start that finds what the one before has kept, and sends spans to a collector.
        Files.writeString(
                own,
                mesher(
                        port,
                        ", tracing: {sampleRatio: 1, exporter: otlp, endpoint: \"http://127.0.0.1:" + port + "\"}"));
        try (Mesher mesher = Main.start(load(loader), loader)) {
            send(
                    mesher.listeners().outgoing().address(),
                    "GET http://registered/hello HTTP/1.1\r\nHost: registered\r\nConnection: close\r\n\r\n");
            mesher.flushSpans();
        }
        return ExitCode.OK;
    }

    private static ConfigResult.Loaded load(Function<RouteTable, ConfigResult> loader) throws IOException {
        ConfigResult result = loader.apply(RouteTable.NONE);
        if (result instanceof ConfigResult.Loaded loaded) {
            return loaded;
        }
        throw new IOException("the configuration was refused: " + result);
    }

    private static String mesher(int port, String more) {
        return "mesher: {shutdown: {notice: 0s}, accessLog: {output: access.log}, services: {server: [\"127.0.0.1:"
                + port + "\"], none: []}" + more + "}\n";
    }

    /** As probes and Prometheus do. */
    private static void askAdmin(Mesher mesher) throws IOException {
        TcpListener admin = mesher.listeners().admin();
        if (admin != null) {
            for (String path : List.of("/livez", "/readyz", "/metrics")) {
                send(admin.address(), "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** At the registry that this very process hosts, as an application of any other kind would do it. */
    private static void register(int registryPort, int applicationPort) throws IOException, InterruptedException {
        InetSocketAddress registry = new InetSocketAddress(InetAddress.getLoopbackAddress(), registryPort);
        String path = "/v4/default/registry/microservices";
        String id = "training-id";
        String service = "{\"service\":{\"serviceId\":\"" + id
                + "\",\"serviceName\":\"registered\",\"appId\":\"default\"," + "\"version\":\"0.0.1\"}}";
        for (int tries = 1; ; tries++) {
            try {
                send(registry, post(path, service));
                break;
            } catch (ConnectException e) {
                if (tries == MAX_TRIES) {
                    throw e;
                }
                // It opens on a thread of its own.
                TimeUnit.MILLISECONDS.sleep(TIMEOUT_MILLIS / MAX_TRIES);
            }
        }
        String instance =
                "{\"instance\":{\"hostName\":\"training\",\"status\":\"UP\",\"endpoints\":[\"rest://127.0.0.1:"
                        + applicationPort + "\"]}}";
        send(registry, post(path + "/" + id + "/instances", instance));
    }

    private static String post(String path, String json) {
        return "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
                + json.length() + "\r\nConnection: close\r\n\r\n" + json;
    }

    private static Map<String, String> environment(Path home) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().removeIf(name -> name.startsWith("CHASSIS_"));
        environment.put("CHASSIS_HOME", home.toString());
        return environment;
    }

    private static void send(InetSocketAddress to, String request) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(to, TIMEOUT_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] response = socket.getInputStream().readAllBytes();
            if (response.length == 0) {
                throw new IOException(
                        "no answer to: " + request.lines().findFirst().orElse(""));
            }
        }
    }

    /** The application: one small answer per request, on kept connections. */
    private static void answer(ServerSocket application) {
        byte[] response = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII);
        while (true) {
            try {
                Socket connection = application.accept();
                Thread serving = new Thread(() -> serve(connection, response), "application");
                serving.setDaemon(true);
                serving.start();
            } catch (IOException _) {
                return;
            }
        }
    }

    private static void serve(Socket connection, byte[] response) {
        byte[] request = new byte[4096];
        try (connection) {
            InputStream in = connection.getInputStream();
            OutputStream out = connection.getOutputStream();
            // Each training request is small enough to come in one piece.
            while (in.read(request) > 0) {
                out.write(response);
            }
        } catch (IOException _) {
            // The end of the training.
        }
    }

    private static void delete(Path home) throws IOException {
        try (var files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
