package io.mesher.it.registry;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/**
 * An application as users write them, with nothing but the JDK: answers every request with a text. With an address to
 * call, it goes there first, by way of {@code http_proxy}, and appends the answer.
 *
 * <p>Arguments: the port (0: any), the text, and perhaps the URL to call. Says {@code listening on PORT}.
 */
final class PlainApplication {
    private PlainApplication() {}

    public static void main(String[] arguments) throws IOException {
        String text = arguments[1];
        String next = arguments.length > 2 ? arguments[2] : "";
        HttpServer server =
                serve(Integer.parseInt(arguments[0]), () -> next.isEmpty() ? text : text + " < " + get(next));
        System.out.println("listening on " + server.getAddress().getPort());
    }

    /** What is said to a request. */
    interface Text {
        String get() throws IOException;
    }

    static HttpServer serve(int port, Text text) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            byte[] body;
            int status = 200;
            try {
                body = text.get().getBytes(StandardCharsets.UTF_8);
            } catch (IOException e) {
                status = 500;
                body = e.toString().getBytes(StandardCharsets.UTF_8);
            }
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static String get(String url) throws IOException {
        URI proxy = URI.create(System.getenv("http_proxy"));
        HttpURLConnection connection = (HttpURLConnection) URI.create(url)
                .toURL()
                .openConnection(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.getHost(), proxy.getPort())));
        return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
